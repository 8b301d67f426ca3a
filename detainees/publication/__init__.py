"""What the world may see: the views of schema ``public_api``, and who may touch what."""
