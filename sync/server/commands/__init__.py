"""The commands of `sohoi-server`, one small file each."""
