"""What can somebody who wants to complain read, print and fill in? See the modules."""
