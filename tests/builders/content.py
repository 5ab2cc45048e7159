"""A small body of content on disk: three articles in five languages, a directory, all urgent cards."""

from __future__ import annotations

from pathlib import Path

from knowledge.content_tree import ContentTree
from nlu.locales import Locale
from nlu.urgency_kinds import UrgencyKind

SUBJECTS = {
    "residence/extension": {
        Locale.CS: ("Prodloužení pobytu", "prodloužit povolení k pobytu"),
        Locale.EN: ("Extending a permit", "extend residence permit"),
        Locale.UK: ("Продовження дозволу", "продовжити дозвіл на проживання"),
        Locale.RU: ("Продление разрешения", "продлить вид на жительство"),
        Locale.VI: ("Gia hạn thẻ cư trú", "gia hạn giấy phép cư trú"),
    },
    "education/enrolment": {
        Locale.CS: ("Zápis do školy", "zapsat dítě do základní školy"),
        Locale.EN: ("School enrolment", "enrol my child at primary school"),
        Locale.UK: ("Запис до школи", "записати дитину до початкової школи"),
        Locale.RU: ("Запись в школу", "записать ребёнка в начальную школу"),
        Locale.VI: ("Đăng ký nhập học", "đăng ký cho con vào trường tiểu học"),
    },
    "health/doctor": {
        Locale.CS: ("Jak najít lékaře", "najít praktického lékaře"),
        Locale.EN: ("Finding a doctor", "find a general practitioner doctor"),
        Locale.UK: ("Як знайти лікаря", "знайти сімейного лікаря"),
        Locale.RU: ("Как найти врача", "найти участкового врача"),
        Locale.VI: ("Tìm bác sĩ", "tìm bác sĩ đa khoa"),
    },
}
_TURNS = {
    Locale.CS: ["jak", "kde", "kdy", "proč", "kolik", "kdo", "co", "zda", "prosím", "rychle", "potřebuji", "chci"],
    Locale.EN: ["how", "where", "when", "why", "cost", "who", "what", "whether", "please", "quickly", "need", "want"],
    Locale.UK: ["як", "де", "коли", "чому", "скільки", "хто", "що", "чи", "прошу", "швидко", "треба", "хочу"],
    Locale.RU: [
        "как",
        "где",
        "когда",
        "почему",
        "сколько",
        "кто",
        "что",
        "ли",
        "пожалуйста",
        "быстро",
        "надо",
        "хотел",
    ],
    Locale.VI: ["cách", "ở_đâu", "khi_nào", "tại_sao", "bao_nhiêu", "ai", "gì", "liệu", "xin", "nhanh", "cần", "muốn"],
}
METADATA = """\
id: {id}
applies_to: any
confidence: medium
verified_on: 2026-11-20
review_by: 2027-01-20
volatile: true
sources:
  - url: https://ipc.gov.cz/en/
    title: Ministry of the Interior
    date: 2025-10
figures:
  fee_czk: 2500
  late_days: 90
  infoline_phone: "+420 974 801 801"
related: [{related}]
directory: [helpers]
phrases:
  - Dobrý den, potřebuji pomoc.
  - Mluví tu někdo anglicky?
"""


def metadata(article: str = "residence/extension") -> str:
    """A sound `article.yaml`."""
    return METADATA.format(id=article, related=", ".join(other for other in SUBJECTS if other != article))


def language_file(article: str = "residence/extension", locale: Locale = Locale.EN) -> str:
    """A sound Markdown file with twelve questions."""
    title, subject = SUBJECTS[article][locale]
    questions = "\n".join(f"- {turn} {subject}" for turn in _TURNS[locale])
    phrases = "" if locale is Locale.CS else "\n## phrases\n- Aa.\n- Bb.\n"
    return (
        f"# {title}\n\n## questions\n{questions}\n\n## short\n{subject}: {{fee_czk}}, {{late_days}}.\n\n"
        f"## steps\n1. {subject}\n\n## help\n{{infoline_phone}} [ipc.gov.cz](https://ipc.gov.cz)\n{phrases}"
    )


DIRECTORY = """\
- id: helpers
  name: {cs: Pomocníci, en: Helpers}
  services: [social_counselling]
  serves: [any]
  languages: [cs, en]
  district: praha-3
  phones: ["+420 974 801 801"]
  web: https://icpraha.com
  hours: Mo-Th 08:00-16:00
  cost: free
  source: {url: "https://icpraha.com", title: icpraha.com, date: 2024-02}
  check_first: false
"""


def write_content(root: Path) -> ContentTree:
    """Write sound content below a folder."""
    tree = ContentTree(root)
    for article in SUBJECTS:
        folder = tree.articles / article
        folder.mkdir(parents=True)
        (folder / "article.yaml").write_text(metadata(article), encoding="utf-8")
        for locale in Locale:
            (folder / f"{locale.value}.md").write_text(language_file(article, locale), encoding="utf-8")
    tree.directory.mkdir(parents=True)
    (tree.directory / "ngo.yaml").write_text(DIRECTORY, encoding="utf-8")
    for kind in UrgencyKind:
        (tree.urgent / kind.value).mkdir(parents=True)
        for locale in Locale:
            (tree.urgent / kind.value / f"{locale.value}.md").write_text("112\n", encoding="utf-8")
    return tree


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
