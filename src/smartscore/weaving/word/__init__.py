"""Tables, figures and numbers inside a Word document: markers become content controls.

`{{smartscore table dimensions sumenep.yaml}}`, typed as text, becomes a content control whose tag
holds the order; later runs refresh what is inside. Whatever stands outside the controls stays the
same bytes: the parts of a document are never parsed and written anew, but cut where a control is.
"""
