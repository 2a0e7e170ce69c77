import Testing

@testable import Recommendations

@Suite("Series of films by their titles")
struct FranchiseKeyTests {
    @Test(arguments: [
        ("Toy Story", "toy story"), ("Toy Story 2", "toy story"), ("The Godfather: Part II", "godfather"),
        ("The Godfather", "godfather"), ("Rocky IV", "rocky"), ("Back to the Future Part III", "back to the future"),
        ("Mission: Impossible II", "mission"), ("Star Trek II: The Wrath of Khan", "star trek"),
    ])
    func sequelsShareAKey(title: String, key: String) {
        #expect(FranchiseKey.key(of: title) == key)
    }

    @Test(arguments: ["Up", "300", "2001", "It: 2", "", "1984"])
    func whatIsTooLittleHasNone(title: String) {
        #expect(FranchiseKey.key(of: title) == nil)
    }
}
