"""How is an e-mail read, whatever it is made of? Nothing in here trusts a byte of it, or knows of the database."""
