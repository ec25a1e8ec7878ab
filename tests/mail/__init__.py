"""Mail for the tests: awkward messages, byte for byte, and a mail server of our own."""
