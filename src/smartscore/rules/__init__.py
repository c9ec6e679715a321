"""What must hold beyond shapes: one subject a file, one function a rule, one code a function."""
