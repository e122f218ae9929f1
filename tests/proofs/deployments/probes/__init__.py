"""Apps that tell who they think has asked, one for each framework; they take the place of main.py."""
