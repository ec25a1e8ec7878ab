"""What has come in from outside and is not yet, or only just, on a case: e-mail, scanned post, texts, posts."""
