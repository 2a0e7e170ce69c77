import Domain
import Storage
import TestKit
import Testing

/// A name typed with one slip still finds its film.
@Suite struct WordSlipTests {
    private static let names = [
        "Heat", "Alien", "Up", "Jaws", "Brazil", "Vertigo", "Amélie", "Inception", "The Godfather", "Casablanca",
        "Interstellar", "Goodfellas", "Pulp Fiction", "Fight Club", "The Matrix", "Spirited Away", "Taxi Driver",
        "2001: A Space Odyssey", "Blade Runner", "No Country for Old Men", "Eternal Sunshine of the Spotless Mind",
        "Das Boot", "La Haine", "Psycho", "Rashomon", "Metropolis", "Wall·E", "Se7en", "Ran", "Léon",
    ]

    private static var documents: [WordDocument] {
        let others = (1...400).map { WordDocument.test(Int32(1000 + $0), "Night \($0) of the Long Shadow \($0 % 7)") }
        return names.enumerated().map { .test(Int32($0 + 1), $1, votes: 100 + $0) } + others
    }

    @Test(arguments: [Slip.deleted, .inserted, .replaced, .swapped])
    func `one letter wrong anywhere finds the film among the first three`(slip: Slip) async throws {
        try await WordFile.index(of: Self.documents) { index async throws in
            for (number, name) in Self.names.enumerated() {
                for typed in slip.versions(of: name) {
                    let found = try await index.found(typed, limit: 3)
                    #expect(found.contains(Int32(number + 1)), "\(typed) for \(name) found \(found)")
                }
            }
        }
    }

    @Test func `a long name forgives two slips, a short one only one`() async throws {
        try await WordFile.index(of: Self.documents) { index async throws in
            #expect(try await index.found("intrstelar").first == 11)
            #expect(try await index.found("haet").first == 1)
            #expect(try await index.found("hutt").isEmpty)
        }
    }

    @Test func `an exact name is not mixed with its neighbours`() async throws {
        try await WordFile.index(of: [.test(1, "Heat"), .test(2, "Heart", votes: 9), .test(3, "Head", votes: 9)]) {
            index async throws in
            #expect(try await index.found("heat") == [1])
            #expect(try await index.found("heax").prefix(2) == [3, 1], "better known films first")
        }
    }
}

/// One way of mistyping.
enum Slip: String, Sendable {
    case deleted
    case inserted
    case replaced
    case swapped

    /// The name with this slip at every place.
    func versions(of name: String) -> [String] {
        let letters = Array(name)
        let last = letters.count - 1
        switch self {
        case .deleted:
            return letters.indices.map { String(letters[..<$0] + letters[($0 + 1)...]) }.filter { !$0.isEmpty }
        case .inserted:
            return (0...letters.count).map { String(letters[..<$0] + ["k"] + letters[$0...]) }
        case .replaced:
            return letters.indices.map { String(letters[..<$0] + ["k"] + letters[($0 + 1)...]) }
        case .swapped:
            return letters.indices.dropLast().map { place in
                var swapped = letters
                swapped.swapAt(place, min(place + 1, last))
                return String(swapped)
            }
        }
    }
}
