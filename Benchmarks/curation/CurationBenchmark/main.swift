import Foundation

// Measures what is done with an archive of scenes. Each command prints one line of JSON; FOLDER holds the database.
//
//   CurationBenchmark sync FOLDER URL              takes over a Stash: all, all again, what has changed
//   CurationBenchmark rules FOLDER ROUNDS HITS     analyses scenes that are in memory, and writes what names it found
//   CurationBenchmark analysis FOLDER              analyses all scenes into a plan
//   CurationBenchmark plan FOLDER CHANGES          makes a plan of so many changes, two a scene

let words = Array(CommandLine.arguments.suffix(from: 1))

func show(_ value: some Encodable) throws {
    FileHandle.standardOutput.write(try JSONEncoder().encode(value) + Data("\n".utf8))
}

switch (words.first, words.count) {
case ("sync", 3):
    try show(try await Syncing.measured(in: words[1], from: words[2]))
case ("rules", 4):
    try show(try await Analysing.inMemory(of: words[1], rounds: Int(words[2]) ?? 1, hits: words[3]))
case ("analysis", 2):
    try show(try await Analysing.stored(in: words[1]))
case ("plan", 3):
    try show(try await MadePlan.made(in: words[1], changes: Int(words[2]) ?? 0))
default:
    FileHandle.standardError.write(Data("usage: CurationBenchmark sync|rules|analysis|plan …\n".utf8))
    exit(2)
}
