"""Scripts that measure the models on recordings; none of them is needed to serve."""
