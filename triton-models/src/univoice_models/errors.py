"""What a caller did wrong, said in one sentence."""


class InvalidInput(ValueError):
    """The request cannot be answered as it stands; its message is a sentence for the caller."""
