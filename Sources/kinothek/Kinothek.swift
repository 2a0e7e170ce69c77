import ArgumentParser

/// The `kinothek` command.
struct Kinothek: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kinothek",
        abstract: "A film and series library server that searches by meaning.",
        discussion: """
            First steps:
              kinothek demo                             try it: sample films, a key, a search to paste
              kinothek serve                            run it on ./kinothek-data
              kinothek user add anna@example.org --role admin
              kinothek library add Films /srv/films --kind movies
              kinothek library scan Films               play what lies there
              kinothek catalogue load films.jsonl.gz    or know films that lie elsewhere
              kinothek import letterboxd.zip --user anna@example.org    bring what you watched and rated
            """,
        subcommands: [
            Serve.self, Demo.self, UserCommand.self, SettingsCommand.self, LibraryCommand.self, CatalogueCommand.self,
            ImportCommand.self, IndexCommand.self, AppCommand.self, JobsCommand.self, EvaluateCommand.self,
            Routes.self, OpenAPICommand.self,
        ])
}
