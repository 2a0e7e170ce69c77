import Foundation

// Measures what an import does beside waiting for others. Each command prints one line of JSON.
//
//   ImportBenchmark read HISTORY.csv ROUNDS
//   ImportBenchmark confidence PAIRS.tsv ROUNDS
//   ImportBenchmark catalogue FOLDER FILMS NAMES

let words = Array(CommandLine.arguments.suffix(from: 1))

func show(_ value: some Encodable) throws {
    FileHandle.standardOutput.write(try JSONEncoder().encode(value) + Data("\n".utf8))
}

switch (words.first, words.count) {
case ("read", 3):
    try show(try Measurements.reading(words[1], rounds: Int(words[2]) ?? 1))
case ("confidence", 3):
    try show(try Measurements.comparing(words[1], rounds: Int(words[2]) ?? 1))
case ("catalogue", 4):
    try show(try await CatalogueMatching.measured(in: words[1], films: Int(words[2]) ?? 0, names: Int(words[3]) ?? 0))
default:
    FileHandle.standardError.write(Data("usage: ImportBenchmark read|confidence|catalogue …\n".utf8))
    exit(2)
}
