"""What came by post: scans, the letters they are taken apart into, their date stamps, and what is read off them."""
