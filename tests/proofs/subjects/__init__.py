"""What is proved: samples, front ends, images, measurements, screenshots; and the guides' apps."""
