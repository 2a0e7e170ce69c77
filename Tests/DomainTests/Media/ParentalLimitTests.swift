import Domain
import Testing

@Suite("Parental limits of media servers")
struct ParentalLimitTests {
    @Test(
        "a certificate passes from the age on that it asks for",
        arguments: [
            ("G", 0), ("U", 0), ("TV-Y7", 7), ("FSK 6", 6), ("PG", 10), ("TV-PG", 10), ("12A", 12), ("PG-13", 13),
            ("TV-14-DLSV", 14), ("15", 15), ("DE:FSK 16", 16), ("R", 17), ("US:R", 17), ("TV-MA", 17), ("18", 18),
            ("NC-17", 18), ("AU:R", 18), ("R18", 18), ("GB:12 / US:R", 12),
        ])
    func ages(_ certificate: String, _ age: Int) {
        #expect(ParentalLimit(age).allows(certificate))
        #expect(!ParentalLimit(age - 1).allows(certificate))
    }

    @Test("what is missing or unknown passes, and so does everything without a limit")
    func open() {
        for certificate in [nil, "", "NR", "Unrated", "something"] as [String?] {
            #expect(ParentalLimit(0).allows(certificate))
        }
        #expect(ParentalLimit(nil).allows("R18") && ParentalLimit(nil).isNone && !ParentalLimit(0).isNone)
    }
}
