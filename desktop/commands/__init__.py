"""The program's commands, one small file each."""
