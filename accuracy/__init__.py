"""How well a line is understood: when, who and what, each as a table with the wrong answers listed."""
