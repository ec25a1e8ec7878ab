"""What might a complaint be, judged by its words? Always a suggestion with its reasons, never a decision."""
