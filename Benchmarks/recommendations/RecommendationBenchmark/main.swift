import Foundation
import Recommendations

// Measures the recommender. Each command prints one line of JSON, `evaluate` Markdown tables.
//
//   RecommendationBenchmark picks TITLES DIMENSION ROUNDS
//   RecommendationBenchmark ease PAIRS.i32 ITEMS THREADS
//   RecommendationBenchmark night PEOPLE TITLES
//   RecommendationBenchmark evaluate FILMS.jsonl RATINGS.csv [VECTORS.f32]

let words = Array(CommandLine.arguments.suffix(from: 1))
let numbers = words.compactMap(Int.init)

func show(_ value: some Encodable) throws {
    FileHandle.standardOutput.write(try JSONEncoder().encode(value) + Data("\n".utf8))
}

switch (words.first, words.count) {
case ("picks", 4) where numbers.count == 3:
    try show(try Measurements.picking(titles: numbers[0], dimension: numbers[1], rounds: numbers[2]))
case ("ease", 4) where numbers.count == 2:
    try show(try Measurements.learning(pairs: words[1], items: numbers[0], threads: numbers[1]))
case ("night", 3) where numbers.count == 2:
    try show(try Measurements.night(people: numbers[0], titles: numbers[1]))
case ("evaluate", 3...4):
    try RatedFilms(films: words[1], ratings: words[2], vectors: words.count > 3 ? words[3] : nil).evaluate()
default:
    FileHandle.standardError.write(Data("usage: RecommendationBenchmark picks|ease|night|evaluate …\n".utf8))
    exit(2)
}
