"""The learned reader: a small encoder reads whole passages; linear heads say what each word tells and who takes part."""
