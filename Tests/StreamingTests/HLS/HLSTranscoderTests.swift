import Domain
import Foundation
import Testing

@testable import Streaming

@Suite("Playing: converting while somebody watches")
struct HLSTranscoderTests {
    @Test("a film begins where the player wants, in pieces of about six seconds after a short one")
    func begins() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            let (list, program) = try await bench.begin(60, fragments: 8)
            #expect(program.order == HLSOrder(HLSBench.job, from: 60))
            #expect(list.contains("#EXTINF:2.000,\n0.m4s\n"))
            program.finish()
            let place = HLSBench.place(60)
            #expect(try await bench.eventually { try await bench.transcoder.playlist(at: place).contains("ENDLIST") })
            let whole = try await bench.transcoder.playlist(at: place)
            let lengths = whole.matches(of: /#EXTINF:([0-9.]+),\n(\d)\.m4s/).map { "\($0.output.2) \($0.output.1)" }
            #expect(lengths == ["0 2.000", "1 6.000", "2 6.000", "3 2.000"])
            #expect(try await bench.transcoder.initialization(at: place) == SampleFragments.head())
            #expect(try await bench.segment(0, 60) == SampleFragments.fragment(60))
            let second = (31...33).flatMap { SampleFragments.fragment(Double($0) * 2) }
            #expect(try await bench.segment(1, 60) == second)
            await #expect(throws: HLSError.ended) { try await bench.segment(4, 60) }
        }
    }

    @Test("who asks for a piece that is not ready waits for it")
    func waits() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            let (_, program) = try await bench.begin(fragments: 2)
            async let piece = bench.segment(1)
            program.write(SampleFragments.fragment(4) + SampleFragments.fragment(6) + SampleFragments.fragment(8))
            #expect(try await piece == [2, 4, 6].flatMap { SampleFragments.fragment($0) })
        }
    }

    @Test("two requests for the same place are one program")
    func together() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            async let first = bench.transcoder.playlist(at: HLSBench.place(30))
            async let second = bench.transcoder.playlist(at: HLSBench.place(30))
            try await bench.programs.started(1).write(from: 30, fragments: 3)
            #expect(try await first == second)
            #expect(bench.programs.all.count == 1)
        }
    }

    @Test(
        "seeking near goes on, seeking elsewhere begins anew",
        arguments: [(0, 1, "0"), (9, 1, "2"), (25, 1, nil), (40, 2, nil), (300, 2, nil)] as [(Int, Int, String?)])
    func seeking(_ start: Int, _ programs: Int, _ sequence: String?) async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            // Ready up to 14 s.
            let (_, program) = try await bench.begin(fragments: 8)
            async let list = bench.transcoder.playlist(at: HLSBench.place(start))
            if programs == 2 {
                try await bench.programs.started(2).write(from: Double(start), fragments: 2)
                #expect(program.wasKilled)
            } else if sequence == nil {
                for number in 8..<20 { program.write(SampleFragments.fragment(Double(number) * 2)) }
            }
            let text = try await list
            #expect(bench.programs.all.count == programs)
            if let sequence { #expect(text.contains("MEDIA-SEQUENCE:\(sequence)\n")) }
            let number = Int(text.firstMatch(of: /SEQUENCE:(\d+)/)?.output.1 ?? "") ?? -1
            #expect(try await !bench.segment(number, start).isEmpty)
        }
    }

    @Test("pieces of what ran before are not mistaken for those of what runs now")
    func stale() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            _ = try await bench.begin(0)
            _ = try await bench.begin(600)
            await #expect(throws: HLSError.gone) { try await bench.segment(0, 0) }
            #expect(try await bench.segment(0, 600) == SampleFragments.fragment(600))
        }
    }

    @Test("only who has a seat gets anything, and only of the title that is played there")
    func seats() async throws {
        try await HLSBench.with { bench in
            await #expect(throws: HLSError.unknown) { try await bench.transcoder.playlist(at: HLSBench.place()) }
            await bench.sit()
            await #expect(throws: HLSError.replaced) {
                try await bench.transcoder.playlist(at: HLSBench.place(title: TitleID(8)))
            }
            await #expect(throws: HLSError.unknown) {
                try await bench.transcoder.playlist(at: HLSBench.place(session: 2))
            }
            await #expect(throws: HLSError.gone) { try await bench.segment(0) }
            for start in [-1, 259_201] {
                await #expect(throws: HLSError.gone) {
                    try await bench.transcoder.playlist(at: HLSBench.place(start))
                }
            }
            #expect(bench.programs.all.isEmpty)
        }
    }

    @Test("numbers that no piece has lead nowhere", arguments: [-1, 40, Int.max, Int.min])
    func odd(_ number: Int) async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            _ = try await bench.begin()
            await #expect(throws: HLSError.gone) { try await bench.segment(number) }
        }
    }

    @Test("another film in the same session, or another recipe, ends what ran; the same one goes on")
    func reseated() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            let (_, first) = try await bench.begin()
            await bench.sit()
            #expect(!first.wasKilled)
            #expect(try await bench.segment(0) == SampleFragments.fragment(0))
            let other = HLSJob(
                title: HLSBench.film, file: .matroska, recipe: HLSRecipe(picture: .converted, sound: .converted))
            await bench.sit(at: other)
            #expect(first.wasKilled)
            await #expect(throws: HLSError.gone) { try await bench.segment(0) }
        }
    }

    @Test("who leaves takes the program and its pieces along; all of an account's at once, nobody else's")
    func leaving() async throws {
        try await HLSBench.with { bench in
            for (session, user) in [(1, 1), (2, 1), (3, 2)] as [(Int32, Int32)] { await bench.sit(session, user: user) }
            var programs: [FakeProgram] = []
            for session in 1...3 as ClosedRange<Int32> {
                programs.append(try await bench.begin(session: session).program)
            }
            await bench.transcoder.leave(SessionID(1))
            #expect(programs.map(\.wasKilled) == [true, false, false])
            #expect(try await bench.eventually { try bench.files.allSatisfy { !$0.hasPrefix("1") } })
            await #expect(throws: HLSError.unknown) { try await bench.segment(0, session: 1) }
            await bench.transcoder.leaveAll(of: UserID(1))
            #expect(programs.map(\.wasKilled) == [true, true, false])
            #expect(try await bench.eventually { await bench.transcoder.runningCount == 1 })
            #expect(try await bench.segment(0, session: 3) == SampleFragments.fragment(0))
        }
    }
}
