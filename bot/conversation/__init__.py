"""What is said and why: pure values and decisions. Knows no clock, network, database or framework."""
