import Domain
import Foundation
import Testing

@testable import Streaming

@Suite("Playing: bounds of converting")
struct HLSBoundsTests {
    private func settings(_ change: (inout HLSSettings) -> Void) -> HLSSettings {
        var settings = HLSSettings()
        change(&settings)
        return settings
    }

    @Test("no more programs run than may, until one is idle")
    func bounded() async throws {
        try await HLSBench.with(settings { $0.conversionsMax = 2 }) { bench in
            for session in 1...3 as ClosedRange<Int32> { await bench.sit(session) }
            let (_, first) = try await bench.begin(session: 1)
            bench.clock.advance(seconds: 10)
            let (_, second) = try await bench.begin(session: 2)
            await #expect(throws: HLSError.busy) {
                try await bench.transcoder.playlist(at: HLSBench.place(session: 3))
            }
            bench.clock.advance(seconds: 15)
            _ = try await bench.segment(0, session: 2)
            _ = try await bench.begin(session: 3)
            #expect(first.wasKilled && !second.wasKilled)
            #expect(try await bench.eventually { await bench.transcoder.runningCount == 2 })
        }
    }

    @Test("a program that is done takes no place")
    func done() async throws {
        try await HLSBench.with(settings { $0.conversionsMax = 1 }) { bench in
            await bench.sit(1)
            await bench.sit(2)
            try await bench.begin(session: 1).program.finish()
            #expect(try await bench.eventually { await bench.transcoder.runningCount == 0 })
            _ = try await bench.begin(session: 2)
            #expect(try await bench.segment(0, session: 1) == SampleFragments.fragment(0))
        }
    }

    @Test("a program for which nobody asks is ended, and begins anew when somebody does")
    func idle() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            let (_, program) = try await bench.begin()
            bench.clock.advance(seconds: 59)
            await bench.transcoder.sweep()
            #expect(!program.wasKilled)
            _ = try await bench.segment(0)
            bench.clock.advance(seconds: 61)
            await bench.transcoder.sweep()
            #expect(program.wasKilled)
            #expect(try await bench.eventually { try bench.files.isEmpty })
            await #expect(throws: HLSError.gone) { try await bench.segment(1) }
            let (list, _) = try await bench.begin(8)
            #expect(list.contains("0.m4s"))
            bench.clock.advance(seconds: StreamingLimits.seatIdleSeconds + 1)
            await bench.transcoder.sweep()
            await #expect(throws: HLSError.unknown) { try await bench.transcoder.playlist(at: HLSBench.place()) }
        }
    }

    @Test("a program waits when it is far enough ahead, and goes on when pieces are fetched")
    func ahead() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            let (_, program) = try await bench.begin(fragments: 2)
            // Each of these is a piece of its own. A thread of its own, as a real program has one.
            Thread.detachNewThread {
                for number in 0..<40 { program.write(SampleFragments.fragment(4 + Double(number) * 10, seconds: 10)) }
            }
            let most = StreamingLimits.segmentsAheadMax
            let place = HLSBench.place()
            func ready() async throws -> Int {
                try await bench.transcoder.playlist(at: place).matches(of: /m4s/).count
            }
            #expect(try await bench.eventually { try await ready() == most })
            for number in 0..<4 { _ = try await bench.segment(number) }
            #expect(try await bench.eventually { try await ready() == most + 4 })
            await bench.transcoder.leave(SessionID(1))
            #expect(program.wasKilled)
            #expect(try await bench.eventually { try bench.files.isEmpty })
        }
    }

    @Test("what is too much goes, the oldest first, and can be had again by beginning anew")
    func cache() async throws {
        let size = Int64(SampleFragments.fragment(0).count)
        try await HLSBench.with(settings { $0.cacheBytesMax = size * 6 }) { bench in
            await bench.sit()
            // Pieces of 1, 3, 3 and 3 fragments, and one open. The one that is fetched stays.
            let (_, _) = try await bench.begin(fragments: 11)
            _ = try await bench.segment(1)
            #expect(try await bench.eventually { try bench.files == ["1", "1/1.m4s", "1/3.m4s", "1/4.m4s"] })
            await #expect(throws: HLSError.gone) { try await bench.segment(0) }
            async let list = bench.transcoder.playlist(at: HLSBench.place())
            try await bench.programs.started(2).write(from: 0, fragments: 3)
            #expect(try await list.contains("0.m4s"))
        }
    }

    @Test("what a server left behind is removed before the first film")
    func leftovers() async throws {
        try await HLSBench.with(leftover: "0123/5") { bench in
            #expect(try bench.files == ["5"])
            await bench.sit()
            _ = try await bench.begin(fragments: 2)
            #expect(try bench.files == ["1", "1/0.m4s", "1/1.m4s"])
        }
    }

    @Test("at the end of the server every program ends, and nothing is left")
    func shutdown() async throws {
        try await HLSBench.with { bench in
            let following = Task { await bench.transcoder.follow() }
            await bench.sit()
            let (_, program) = try await bench.begin()
            following.cancel()
            await following.value
            #expect(program.wasKilled)
            #expect(try await bench.eventually { try bench.files.isEmpty })
        }
    }

    @Test("a program that fails says so once, and the next attempt is a new one")
    func failing() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            let first = Task { try await bench.transcoder.playlist(at: HLSBench.place()) }
            try await bench.programs.started(1).finish("no such codec")
            await #expect(throws: HLSError.failed) { try await first.value }
            #expect(bench.complaints.all == ["no such codec"])
            bench.programs.refuse(1)
            await #expect(throws: HLSError.failed) { try await bench.transcoder.playlist(at: HLSBench.place()) }
            let (list, program) = try await bench.begin(fragments: 3)
            #expect(list.contains("0.m4s"))
            program.finish("broken in the middle")
            await #expect(throws: HLSError.failed) { try await bench.segment(5) }
            #expect(try await bench.segment(0) == SampleFragments.fragment(0))
        }
    }

    @Test("a program that writes anything else is ended")
    func nonsense() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            let list = Task { try await bench.transcoder.playlist(at: HLSBench.place()) }
            let program = try await bench.programs.started(1)
            // Before it is known to the run there is nobody to kill it.
            #expect(
                try await bench.eventually {
                    program.write(Array("nothing of the kind".utf8))
                    return program.wasKilled
                })
            await #expect(throws: HLSError.failed) { try await list.value }
        }
    }

    @Test("a start behind the end of the film is the end")
    func behind() async throws {
        try await HLSBench.with { bench in
            await bench.sit()
            let list = Task { try await bench.transcoder.playlist(at: HLSBench.place(9_000)) }
            let program = try await bench.programs.started(1)
            program.write(SampleFragments.head())
            program.finish()
            await #expect(throws: HLSError.ended) { try await list.value }
        }
    }
}
