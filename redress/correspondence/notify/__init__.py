"""How do letters and messages leave by GOV.UK Notify?"""
