"""What Rasa calls. Every module here is imported by the action server: no scripts, tests or half-made classes."""
