import Streaming
import Testing

/// One row of the contract's table: what is asked for and how it is answered.
struct PlanRow: Sendable, CustomTestStringConvertible {
    let name: String
    let size: Int64
    let plan: FilePlan
    var request = FileRequest()

    init(_ name: String, size: Int64 = 1000, _ plan: FilePlan, _ change: (inout FileRequest) -> Void) {
        self.name = name
        self.size = size
        self.plan = plan
        change(&request)
    }

    init(range: String, size: Int64 = 1000, _ plan: FilePlan) {
        self.init("'\(range)' of \(size)", size: size, plan) { $0.range = range }
    }

    var testDescription: String { name }

    var version: FileVersion {
        FileVersion(size: size, modifiedSeconds: 784_111_777, entityTag: "tag")
    }
}

extension FilePlan {
    static func part(_ first: Int64, _ last: Int64) -> FilePlan {
        ByteRange(first: first, last: last).map { .partial($0) } ?? .whole
    }

    static func parts(_ bounds: (Int64, Int64)...) -> FilePlan {
        .multipart(bounds.compactMap { ByteRange(first: $0.0, last: $0.1) })
    }
}

@Suite("What of a file is sent")
struct FilePlanTests {
    @Test(
        "one range",
        arguments: [
            PlanRow(range: "bytes=0-499", .part(0, 499)),
            PlanRow(range: "bytes=0-0", .part(0, 0)),
            PlanRow(range: "bytes=999-999", .part(999, 999)),
            PlanRow(range: "bytes=500-", .part(500, 999)),
            PlanRow(range: "bytes=0-", .part(0, 999)),
            PlanRow(range: "bytes=-200", .part(800, 999)),
            PlanRow(range: "bytes=-1", .part(999, 999)),
            PlanRow(range: "bytes=-1000", .part(0, 999)),
            PlanRow(range: "bytes=-5000", .part(0, 999)),
            PlanRow(range: "bytes=900-5000", .part(900, 999)),
            PlanRow(range: "bytes=0-99999999999999999999999999", .part(0, 999)),
            PlanRow(range: "bytes=-99999999999999999999999999", .part(0, 999)),
            PlanRow(range: "BYTES=1-2", .part(1, 2)),
            PlanRow(range: "bytes= 1-2 ", .part(1, 2)),
            PlanRow(range: "bytes=001-0002", .part(1, 2)),
        ])
    func one(_ row: PlanRow) {
        #expect(FilePlan(for: row.request, of: row.version) == row.plan)
    }

    @Test(
        "a range behind the end does not exist",
        arguments: [
            PlanRow(range: "bytes=1000-", .notSatisfiable),
            PlanRow(range: "bytes=1000-2000", .notSatisfiable),
            PlanRow(range: "bytes=99999999999999999999999-", .notSatisfiable),
            PlanRow(range: "bytes=-0", .notSatisfiable),
            PlanRow(range: "bytes=-0, 1000-", .notSatisfiable),
            PlanRow(range: "bytes=0-", size: 0, .notSatisfiable),
            PlanRow(range: "bytes=-0", size: 0, .notSatisfiable),
            PlanRow(range: "bytes=9223372036854775807-", size: .max, .notSatisfiable),
        ])
    func unsatisfiable(_ row: PlanRow) {
        #expect(FilePlan(for: row.request, of: row.version) == row.plan)
    }

    @Test(
        "what is no range of bytes is ignored",
        arguments: [
            "", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=a-b", "bytes=1", "bytes=1-2-3", "bytes=1 - 2",
            "bytes =1-2",
            "bytes=2-1", "bytes=5-6, 2-1", "bytes=1-2;", "bytes=1-2, x", "bytes=--1", "bytes=+1-2", "bytes=0x1-2",
            "items=0-5", "seconds=1-2", "bytes=1-2, bytes=3-4", "bytes:1-2", "bytes=½-1",
            "bytes=99999999999999999999-5",
        ])
    func ignored(_ range: String) {
        let row = PlanRow(range: range, .whole)
        #expect(FilePlan(for: row.request, of: row.version) == row.plan)
    }

    @Test(
        "several ranges",
        arguments: [
            PlanRow(range: "bytes=0-9,20-29", .parts((0, 9), (20, 29))),
            PlanRow(range: "bytes=20-29 , 0-9", .parts((20, 29), (0, 9))),
            PlanRow(range: "bytes=0-9,10-19", .parts((0, 9), (10, 19))),
            PlanRow(range: "bytes=0-0,-1", .parts((0, 0), (999, 999))),
            PlanRow(range: "bytes=,0-9,,20-29,", .parts((0, 9), (20, 29))),
            PlanRow(range: "bytes=0-9,20-29,990-", .parts((0, 9), (20, 29), (990, 999))),
            // Of those that exist only one is left, and one range needs no parts.
            PlanRow(range: "bytes=0-9,5000-", .part(0, 9)),
            PlanRow(range: "bytes=-0,-5", .part(995, 999)),
            // Overlaps get the whole file, so that nobody can multiply what is sent.
            PlanRow(range: "bytes=0-9,9-20", .whole),
            PlanRow(range: "bytes=0-,0-", .whole),
            PlanRow(range: "bytes=0-999,500-501", .whole),
            PlanRow(range: "bytes=990-,-5", .whole),
        ])
    func several(_ row: PlanRow) {
        #expect(FilePlan(for: row.request, of: row.version) == row.plan)
    }

    @Test("sixteen ranges are answered, seventeen get the whole file")
    func many() {
        func plan(_ count: Int64) -> FilePlan {
            let parts = (0..<count).map { "\($0 * 10)-\($0 * 10 + 4)" }.joined(separator: ",")
            let row = PlanRow(range: "bytes=" + parts, .whole)
            return FilePlan(for: row.request, of: row.version)
        }
        guard case .multipart(let ranges) = plan(Int64(StreamingLimits.rangesMax)) else {
            Issue.record("sixteen ranges are not answered")
            return
        }
        #expect(ranges.count == 16 && ranges.last == ByteRange(first: 150, last: 154))
        #expect(plan(Int64(StreamingLimits.rangesMax) + 1) == .whole)
    }

    @Test(
        "sizes and positions have 64 bits",
        arguments: [
            PlanRow(range: "bytes=4294967296-", size: 1 << 33, .part(1 << 32, (1 << 33) - 1)),
            PlanRow(range: "bytes=-1", size: 1 << 40, .part((1 << 40) - 1, (1 << 40) - 1)),
            PlanRow(range: "bytes=0-", size: .max, .part(0, .max - 1)),
            PlanRow(range: "bytes=9223372036854775806-", size: .max, .part(.max - 1, .max - 1)),
        ])
    func large(_ row: PlanRow) {
        #expect(FilePlan(for: row.request, of: row.version) == row.plan)
    }

    @Test("an empty file is sent whole, also when its end is asked for")
    func empty() {
        for range in [nil, "bytes=-5", "bytes=0-,-5"] {
            let row = PlanRow("empty", size: 0, .whole) { $0.range = range }
            #expect(FilePlan(for: row.request, of: row.version) == .whole)
        }
    }

    @Test("HEAD knows no ranges, but conditions")
    func head() {
        let ranged = PlanRow("range", .whole) {
            $0.isHead = true
            $0.range = "bytes=0-5"
        }
        #expect(FilePlan(for: ranged.request, of: ranged.version) == .whole)
        let known = PlanRow("known", .notModified) {
            $0.isHead = true
            $0.ifNoneMatch = "\"tag\""
        }
        #expect(FilePlan(for: known.request, of: known.version) == .notModified)
    }
}

@Suite("Conditions of a request for a file")
struct FileConditionTests {
    private static let same = "Sun, 06 Nov 1994 08:49:37 GMT"
    private static let later = "Sun, 06 Nov 1994 08:49:38 GMT"
    private static let earlier = "Sun, 06 Nov 1994 08:49:36 GMT"

    private func expect(_ plan: FilePlan, _ change: (inout FileRequest) -> Void) {
        let row = PlanRow("", plan, change)
        #expect(FilePlan(for: row.request, of: row.version) == plan, "\(row.request)")
    }

    @Test(
        "If-Range: the very tag or the very date, else the whole file",
        arguments: [
            ("\"tag\"", true), ("W/\"tag\"", false), ("tag", false), ("\"other\"", false), ("*", false), ("", false),
            ("\"tag\", \"other\"", false), (same, true), ("Sun Nov  6 08:49:37 1994", true),
            ("Sunday, 06-Nov-94 08:49:37 GMT", true), (later, false), (earlier, false), ("yesterday", false),
        ])
    func ifRange(_ condition: String, isPartial: Bool) {
        expect(isPartial ? .part(0, 5) : .whole) {
            $0.range = "bytes=0-5"
            $0.ifRange = condition
        }
        // Without a range it means nothing.
        expect(.whole) { $0.ifRange = condition }
    }

    @Test("a range behind the end of a version that is gone gets the new version")
    func ifRangeAndUnsatisfiable() {
        expect(.whole) {
            $0.range = "bytes=5000-"
            $0.ifRange = "\"old\""
        }
        expect(.notSatisfiable) {
            $0.range = "bytes=5000-"
            $0.ifRange = "\"tag\""
        }
    }

    @Test(
        "If-None-Match compares weakly",
        arguments: [
            ("\"tag\"", true), ("W/\"tag\"", true), ("*", true), ("\"a\", \"tag\"", true),
            ("\"a\",W/\"tag\" ,\"b\"", true),
            ("tag", true), ("a, tag", true), ("\"a,tag\"", false), ("\"a\"", false), ("", false), ("\"tag", false),
            ("\"a\" \"tag\"", false), (",, \"tag\"", true),
        ])
    func ifNoneMatch(_ tags: String, isKnown: Bool) {
        expect(isKnown ? .notModified : .whole) { $0.ifNoneMatch = tags }
        // It comes before the range.
        expect(isKnown ? .notModified : .part(0, 5)) {
            $0.ifNoneMatch = tags
            $0.range = "bytes=0-5"
        }
    }

    @Test("only so many tags are looked at")
    func manyTags() {
        let others = String(repeating: "\"a\",", count: StreamingLimits.entityTagsMax - 1)
        expect(.notModified) { $0.ifNoneMatch = others + "\"tag\"" }
        expect(.whole) { $0.ifNoneMatch = "\"a\"," + others + "\"tag\"" }
    }

    @Test("If-Modified-Since counts only without If-None-Match")
    func ifModifiedSince() {
        expect(.notModified) { $0.ifModifiedSince = Self.same }
        expect(.notModified) { $0.ifModifiedSince = Self.later }
        expect(.whole) { $0.ifModifiedSince = Self.earlier }
        expect(.whole) { $0.ifModifiedSince = "soon" }
        expect(.whole) {
            $0.ifModifiedSince = Self.same
            $0.ifNoneMatch = "\"other\""
        }
    }

    @Test("If-Match compares strongly and comes first")
    func ifMatch() {
        expect(.whole) { $0.ifMatch = "\"tag\"" }
        expect(.whole) { $0.ifMatch = "*" }
        for tags in ["W/\"tag\"", "\"other\"", ""] {
            expect(.preconditionFailed) { $0.ifMatch = tags }
        }
        expect(.preconditionFailed) {
            $0.ifMatch = "\"other\""
            $0.ifNoneMatch = "\"tag\""
        }
        expect(.notModified) {
            $0.ifMatch = "\"tag\""
            $0.ifNoneMatch = "\"tag\""
        }
    }

    @Test("If-Unmodified-Since counts only without If-Match")
    func ifUnmodifiedSince() {
        expect(.whole) { $0.ifUnmodifiedSince = Self.same }
        expect(.preconditionFailed) { $0.ifUnmodifiedSince = Self.earlier }
        expect(.whole) { $0.ifUnmodifiedSince = "never" }
        expect(.whole) {
            $0.ifUnmodifiedSince = Self.earlier
            $0.ifMatch = "\"tag\""
        }
    }
}
