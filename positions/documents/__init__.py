"""Files to Documents to Sentences: reading, cleaning, metadata, copies, sentence split."""

from positions.documents.copies import linked_copies
from positions.documents.decoding import Unreadable
from positions.documents.reading import Reading, bytes_of, read_all, read_file
from positions.documents.splitting import sentences

__all__ = [
    "Reading",
    "Unreadable",
    "bytes_of",
    "linked_copies",
    "read_all",
    "read_file",
    "sentences",
]
