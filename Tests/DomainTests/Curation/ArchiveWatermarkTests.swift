import Basics
import Testing

@testable import Domain

@Suite("How far an archive has been read")
struct ArchiveWatermarkTests {
    @Test(
        "what is asked for has the same offset and digits two hours earlier",
        arguments: [
            ("2026-02-01T02:00:00-06:00", "2026-02-01T00:00:00-06:00"),
            ("2026-02-01T01:30:05-06:00", "2026-01-31T23:30:05-06:00"),
            ("2026-01-01T00:00:00+14:00", "2025-12-31T22:00:00+14:00"),
            ("2024-03-01T01:00:00Z", "2024-02-29T23:00:00Z"),
            ("2025-03-01T01:00:00+05:30", "2025-02-28T23:00:00+05:30"),
            ("2026-02-01T02:00:00.123456-06:00", "2026-02-01T00:00:00-06:00"),
        ])
    func filter(_ text: String, _ value: String) throws {
        let watermark = try #require(ArchiveWatermark(text))
        #expect(watermark.filterValue == value)
        #expect(watermark.filterValue < text && watermark.text == text)
        #expect(ArchiveWatermark(value)?.offsetMinutes == watermark.offsetMinutes)
    }

    @Test(
        "moments in any zone",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T02:30:00+02:30", 0), ("1969-12-31T18:00:00-06:00", 0),
            ("2026-02-01T02:00:00-06:00", 1_769_932_800), ("1969-12-31T23:59:59Z", -1),
        ])
    func instants(_ text: String, _ seconds: Int64) {
        #expect(ArchiveWatermark(text)?.instant == Instant(milliseconds: seconds * 1_000))
    }

    @Test(
        "other texts are no moments",
        arguments: [
            "", "2026-02-01", "2026-02-01T02:00:00", "2026-02-01 02:00:00Z", "2026-02-30T02:00:00Z",
            "2026-02-01T24:00:00Z", "2026-02-01T02:60:00Z", "2026-02-01T02:00:00+0600", "2026-02-01T02:00:00+06:0x",
            "2026-02-01T02:00:00z", "2026-02-01T02:00:00Z ", "1770000000", "２026-02-01T02:00:00Z",
        ])
    func others(_ text: String) {
        #expect(ArchiveWatermark(text) == nil)
    }

    @Test("the latest moment is found across zones, in the text that it came in")
    func greatest() {
        let early = "2026-02-01T20:00:00+09:00"
        let late = "2026-02-01T06:00:00-06:00"
        #expect(ArchiveWatermark.greatest(of: [early, late, "yesterday", ""]) == late)
        #expect(ArchiveWatermark.greatest(of: [late, early]) == late)
        #expect(ArchiveWatermark.greatest(of: ["", "x"]) == nil)
    }

    @Test("summer time is no other zone, and half an hour or a day's journey is")
    func zones() throws {
        let here = try #require(ArchiveWatermark("2026-02-01T02:00:00-06:00"))
        let offsets = [("-06:00", false), ("-05:00", false), ("-07:00", false), ("-05:30", true), ("Z", true)]
        for (offset, isOther) in offsets {
            let there = try #require(ArchiveWatermark("2026-07-01T02:00:00" + offset))
            #expect(here.isOfAnotherZone(than: there) == isOther, "\(offset)")
            #expect(there.isOfAnotherZone(than: here) == isOther, "\(offset)")
        }
    }

    /// The hour between one and two happens twice, and the second one looks as early as the first.
    @Test("what changes in the hour that happens twice is read again")
    func repeatedHour() throws {
        let first = try #require(ArchiveWatermark("2026-10-25T02:59:59+02:00"))
        let second = "2026-10-25T02:00:00+01:00"
        #expect(second > first.filterValue)
        #expect(ArchiveWatermark.greatest(of: [first.text, second]) == second)
    }

    @Test("days are counted both ways")
    func days() {
        for day in stride(from: -800_000, through: 800_000, by: 997) where CivilDate(daysSinceEpoch: day).year > 0 {
            #expect(CivilDate(daysSinceEpoch: day).daysSinceEpoch == day)
        }
    }
}
