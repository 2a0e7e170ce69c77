import Foundation

// Measures the vector index on data that make_data.py made. Arguments: the data folder and the number of dimensions.
//
// Builds the index, then answers each line of the input with one line of JSON, so that the caller can take turns with
// other programs: `info`, `read`, or a search with the number of queries and their first, such as `facets 200 0`.

guard CommandLine.arguments.count == 3, let dimension = Int(CommandLine.arguments[2]) else {
    FileHandle.standardError.write(Data("usage: VectorBenchmark FOLDER DIMENSION\n".utf8))
    exit(2)
}
let session = try BenchmarkSession(data: BenchmarkData(folder: CommandLine.arguments[1], dimension: dimension))
while let line = readLine() {
    FileHandle.standardOutput.write(try session.answer(line.split(separator: " ").map(String.init)) + Data("\n".utf8))
}
