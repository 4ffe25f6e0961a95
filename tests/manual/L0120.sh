printf 'elm:\n\tname: Elm\n' >>content/valley/records/library.yaml
