"""Encrypting what has to be read back, with a key derived for one purpose from the secret key."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet


def cipher(secret_key: str, purpose: str) -> Fernet:
    """Return what encrypts and decrypts for this purpose alone: the same bytes mean nothing for another one."""
    key = hmac.new(secret_key.encode(), f"comptoir: {purpose}".encode(), hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
