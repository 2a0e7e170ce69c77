import Domain
import Foundation
import LocalMedia
import Testing

@Suite("Certificates")
struct CertificateTests {
    private func certificate(_ text: String, country: String? = nil) -> Certificate? {
        CertificateReading(of: text, libraryCountry: country)?.certificate
    }

    @Test func theLadderHasSixRungs() {
        let order: [Certificate] = [
            .universal, .parentalGuidance, .twelveA, .twelve, .fifteen, .eighteen, .restricted18,
        ]
        #expect(order.map(\.rawValue) == ["U", "PG", "12A", "12", "15", "18", "R18"])
        #expect(order.map(\.rank.rawValue) == [0, 1, 2, 2, 3, 4, 5])
        #expect(Certificate.twelveA.rank == Certificate.twelve.rank)
        #expect(!(Certificate.twelveA.rank < Certificate.twelve.rank))
        #expect(Certificate.parentalGuidance.rank < Certificate.twelveA.rank)
        #expect(CertificateRank.allCases.sorted() == CertificateRank.allCases)
        for certificate in Certificate.allCases { #expect(Certificate(rawValue: certificate.rawValue) == certificate) }
    }

    @Test(arguments: [
        (Certificate.universal, "U, Uc, G, Approved, Passed, TV-Y, TV-G, FSK 0, AL, T, TP, Tous publics, 0+, E, 0, 3+"),
        (.parentalGuidance, "PG, M/PG, GP, TV-Y7, TV-Y7-FV, TV-PG, TV-PG-LV, FSK 6, 6, 6+, 7, 7+, 8, 9, 9+, 10, K-7"),
        (.twelveA, "12A, PG-13, PG13"),
        (.twelve, "12, 12+, FSK 12, 13, 13+, 11, FSK12, FSK-12, PG12, K-12, M/12"),
        (.fifteen, "15, 14, 14+, TV-14, TV-14-DLSV, TV-14 D, 15+, MA15+, MA 15+, M, R, 16, 16+, FSK 16, 14A, 15A, R15"),
        (.eighteen, "18, 18+, 17, NC-17, TV-MA, TV-MA-LSV, X, R18+, R 18+, FSK 18, 18A, 21, R-18"),
        (.restricted18, "R18, X18+, XXX"),
    ])
    func everyValueHasItsRung(expected: Certificate, values: String) {
        for value in values.components(separatedBy: ", ") {
            #expect(certificate(value) == expected, "\(value)")
            #expect(certificate(value.lowercased()) == expected, "\(value) in lower case")
            #expect(certificate("  \(value) ") == expected, "\(value) with blanks")
            #expect(certificate("Rated \(value) for some reason") == expected, "\(value) with a reason")
        }
    }

    @Test(arguments: [
        "NR", "Not Rated", "Unrated", "N/A", "", " ", "Rated ", "Rated NR for language", "US:", ":", "TV-", "TV-X",
        "Banned",
        "99", "123", "-", "+", "12B", "TV-MATURE", "PG-14-15", "A", "?", "for all", "US:NR / DE:Unrated", "FSK", "GB-",
    ])
    func whatIsUnknownIsNothing(text: String) {
        #expect(CertificateReading(of: text) == nil)
    }

    @Test(arguments: [
        ("Rated R for violence", Certificate.fifteen),
        ("Rated PG-13 for sequences of action, and for language", .twelveA),
        ("rated r FOR everything", .fifteen), ("Rated: PG", .parentalGuidance), ("PG-13 (certificate #123)", .twelveA),
        ("UK:15", .fifteen), ("uk:12a", .twelveA), ("GB:PG", .parentalGuidance), ("DE:FSK 12", .twelve),
        ("Germany:16", .fifteen),
        ("USA:Rated R for language", .fifteen), ("DE-12", .twelve), ("GB-15", .fifteen), ("AU-MA15+", .fifteen),
        ("de-fsk 16", .fifteen), ("US-TV-MA", .eighteen), ("FR:-12", .twelve), ("FSK:18", .eighteen),
        ("BBFC:15", .fifteen),
        ("United Kingdom : 18", .eighteen), ("Germany:16 (DVD rating)", .fifteen), ("Nowhere:12", .twelve),
    ])
    func wordsAroundTheValueAreDropped(text: String, expected: Certificate) {
        #expect(certificate(text) == expected)
    }

    @Test(arguments: [
        ("M", Certificate.fifteen), ("AU:M", .fifteen), ("US:M", .parentalGuidance), ("AU:R", .eighteen),
        ("US:R", .fifteen),
        ("AU:X", .restricted18), ("US:X", .eighteen), ("NZ:R18", .eighteen), ("GB:R18", .restricted18),
        ("AU:R18+", .eighteen),
        ("NZ:R16", .fifteen), ("CA:14A", .fifteen), ("CA:18A", .eighteen), ("JP:R15+", .fifteen),
        ("PT:M/6", .parentalGuidance),
    ])
    func lettersMeanWhatTheirCountryMeans(text: String, expected: Certificate) {
        #expect(certificate(text) == expected)
    }

    @Test(arguments: [
        ("US:R / GB:12 / DE:FSK 16", nil, Certificate.twelve, "GB:12"),
        ("US:R / GB:12 / DE:FSK 6", "DE", .twelve, "GB:12"),
        ("US:R / DE:FSK 6 / FR:18", "DE", .parentalGuidance, "DE:FSK 6"),
        ("US:R / DE:FSK 6 / FR:18", "de", .parentalGuidance, "DE:FSK 6"),
        ("US:R / DE:FSK 6 / FR:18", "Germany", .parentalGuidance, "DE:FSK 6"),
        ("US:R / DE:FSK 6 / FR:18", nil, .fifteen, "US:R"),
        ("US:R / DE:FSK 6 / FR:18", "IT", .fifteen, "US:R"),
        ("DE:FSK 6 / FR:12 / SE:11", nil, .twelve, "FR:12"),
        ("GB:Unrated / US:PG", nil, .parentalGuidance, "US:PG"),
        ("GB:PG / GB:15", nil, .fifteen, "GB:15"),
        ("GB:15 / US:R", "US", .fifteen, "GB:15"),
        ("USA:PG-13|UK:12A|Germany:12", nil, .twelveA, "UK:12A"),
        ("US:PG, GB:15, DE:12", nil, .fifteen, "GB:15"),
        ("PG / 18", nil, .eighteen, "18"),
        ("DE:16; FR:18", nil, .eighteen, "FR:18"),
    ])
    func ofSeveralCountriesOneDecides(text: String, country: String?, expected: Certificate, part: String) {
        let reading = CertificateReading(of: text, libraryCountry: country)
        #expect(reading?.certificate == expected)
        #expect(reading?.text == part)
    }

    @Test func severalTextsCountTogether() {
        let reading = CertificateReading(of: ["R", "DE:FSK 18 / GB:15"])
        #expect(reading == CertificateReading(certificate: .fifteen, text: "GB:15", country: "GB"))
        #expect(CertificateReading(of: [String]()) == nil)
        #expect(CertificateReading(of: "Rated R for war")?.text == "Rated R for war")
        #expect(CertificateReading(of: "Rated R for war")?.country == nil)
    }

    @Test(arguments: [
        ("12", Certificate.twelveA), ("GB:12", .twelveA), ("GB:12A", .twelveA), ("DE:12", .twelve), ("FSK 12", .twelve),
        ("15", .fifteen),
    ])
    func aTwelveInCinemasIsATwelveA(text: String, expected: Certificate) {
        #expect(CertificateReading(of: text, isCinema: true)?.certificate == expected)
    }

    @Test func longTextsAreCutAndDoNoHarm() {
        #expect(certificate(String(repeating: "US:R / ", count: 100_000)) == .fifteen)
        #expect(certificate(String(repeating: "x", count: 100_000)) == nil)
        #expect(certificate(String(repeating: ",", count: 1000)) == nil)
        #expect(certificate(String(repeating: "9", count: 400)) == nil)
    }

    @Test func certificatesOfAnEntryAreTakenAsTheyAre() throws {
        let entry = try NFOSamples.movie(
            "<mpaa>Rated R for language</mpaa><certification>GB:15 / DE:12</certification>")
        #expect(CertificateReading(of: entry.certificates)?.certificate == .fifteen)
        #expect(CertificateReading(of: entry.certificates, libraryCountry: "DE")?.text == "GB:15")
    }
}

@Suite("Certificates: properties")
struct CertificatePropertyTests {
    private static let values = [
        "U", "PG", "12A", "PG-13", "12", "FSK 16", "R", "TV-MA", "18+", "R18", "NR", "?", "M", "0",
    ]
    private static let countries = ["GB", "UK", "US", "DE", "FR", "AU", "Germany", "Nowhere"]

    private func text(_ random: inout MetadataRandom) -> String {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
            let value = Self.values.randomElement(using: &random) ?? "U"
            let country = Self.countries.randomElement(using: &random) ?? "GB"
            return Bool.random(using: &random) ? "\(country):\(value)" : value
        }.joined(separator: " / ")
    }

    @Test(arguments: 0..<30)
    func theOrderOfTheCountriesDoesNotMatter(seed: Int) {
        var random = MetadataRandom(seed: UInt64(seed) &+ 60)
        for _ in 0..<20 {
            let text = text(&random)
            let turned = text.components(separatedBy: " / ").reversed().joined(separator: " / ")
            for country in [nil, "DE", "AU"] {
                let rank = CertificateReading(of: text, libraryCountry: country)?.certificate.rank
                #expect(rank == CertificateReading(of: turned, libraryCountry: country)?.certificate.rank)
            }
        }
    }

    @Test(arguments: 0..<30)
    func theResultIsOneOfThePartsReadAlone(seed: Int) throws {
        var random = MetadataRandom(seed: UInt64(seed) &+ 61)
        for _ in 0..<20 {
            let text = text(&random)
            let alone = text.components(separatedBy: " / ").compactMap { CertificateReading(of: $0) }
            let together = CertificateReading(of: text)
            #expect((together == nil) == alone.isEmpty)
            guard let together else { continue }
            #expect(alone.contains(together))
            #expect(together.certificate.rank <= alone.map(\.certificate.rank).max() ?? .universal)
            if alone.contains(where: { $0.country == "GB" }) { #expect(together.country == "GB") }
        }
    }

    @Test(arguments: 0..<20)
    func noiseNeverTraps(seed: Int) {
        var random = MetadataRandom(seed: UInt64(seed) &+ 62)
        let pieces = [
            "TV-", "PG", "-", ":", " / ", "|", "Rated ", " for ", "FSK", "18", "+", "A", " ", ",", ";", "(", "é", "US",
        ]
        for _ in 0..<100 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            _ = CertificateReading(of: text.joined(), libraryCountry: text.first)
        }
    }
}
