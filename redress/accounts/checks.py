"""Is this installation safe to open its doors?"""
