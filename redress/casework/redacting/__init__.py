"""How do officers black out a document, and who looks at it again?"""
