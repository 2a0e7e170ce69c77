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
              kinothek catalogue load films.jsonl.gz    fill it
            """,
        subcommands: [
            Serve.self, Demo.self, UserCommand.self, CatalogueCommand.self, IndexCommand.self, EvaluateCommand.self,
            Routes.self, OpenAPICommand.self,
        ])
}
