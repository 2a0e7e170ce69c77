import Glibc
import Host
import Testing

@Suite("Programs that go on for too long")
struct ProgramLimitTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
    }

    /// A program that starts another one, writes both numbers to the file `$1` and waits for ever.
    private static let family = #"sleep 10000 & echo "$$ $!" > "$1.new"; mv "$1.new" "$1"; echo waiting >&2; wait"#

    private var familyCommand: ProgramCommand {
        Shell.command(Self.family, ProgramArgument(temporary["ids"]))
    }

    private var ids: [Int32] {
        (temporary.text("ids") ?? "").split { $0 == " " || $0 == "\n" }.compactMap { Int32($0) }
    }

    @Test func theTimeLimitKillsTheWholeFamily() async throws {
        // A longer limit when the machine is so busy that the program has not even begun.
        for seconds in [1.0, 5, 25] where ids.isEmpty {
            let limits = Program.Limits(secondsMax: seconds, outputBytesMax: 100)
            await #expect(throws: ProgramError.self) { try await Program.run(familyCommand, within: limits) }
        }
        try #require(ids.count == 2)
        for id in ids { #expect(await eventually { !isAlive(id) }) }
    }

    @Test(arguments: [0.05, 0, -1, .nan])
    func theTimeLimitIsToldWithTheErrors(seconds: Double) async throws {
        let limits = Program.Limits(secondsMax: seconds, outputBytesMax: 100)
        let command = Shell.command("sleep 10000")
        await #expect(throws: ProgramError.timedOut(errors: "")) { try await Program.run(command, within: limits) }
    }

    @Test func aProgramThatIgnoresEverythingIsKilledToo() async throws {
        let limits = Program.Limits(secondsMax: 0.3, outputBytesMax: 100)
        let command = Shell.command("trap '' TERM INT HUP; echo stubborn >&2; while :; do sleep 10000; done")
        await #expect(throws: ProgramError.self) { try await Program.run(command, within: limits) }
    }

    @Test func tooMuchOutputKills() async throws {
        let limits = Program.Limits(secondsMax: 120, outputBytesMax: 1_000_000)
        let command = Shell.command("echo sorry >&2; yes")
        await #expect(throws: ProgramError.tooMuchOutput(errors: "sorry\n")) {
            try await Program.run(command, within: limits)
        }
    }

    @Test(arguments: [(1000, true), (999, false)])
    func exactlyAsMuchAsAllowedIsFine(bytesMax: Int, fits: Bool) async throws {
        let limits = Program.Limits(secondsMax: 120, outputBytesMax: bytesMax)
        let command = Shell.command("head -c 1000 /dev/zero")
        if fits {
            #expect(try await Program.run(command, within: limits).bytes.count == 1000)
        } else {
            await #expect(throws: ProgramError.tooMuchOutput(errors: "")) {
                try await Program.run(command, within: limits)
            }
        }
    }

    @Test func cancellingKillsTheWholeFamily() async throws {
        let task = Task { try await Program.run(familyCommand, within: .generous) }
        #expect(await eventually { ids.count == 2 })
        task.cancel()
        await #expect(throws: ProgramError.cancelled) { try await task.value }
        for id in ids { #expect(await eventually { !isAlive(id) }) }
    }

    @Test func aCancelledTaskStartsNothing() async throws {
        let command = Shell.command(#"echo run > "$1""#, ProgramArgument(temporary["trace"]))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Program.run(command, within: .generous)
        }
        await #expect(throws: ProgramError.cancelled) { try await task.value }
        #expect(temporary.text("trace") == nil)
    }

    @Test func cancellingAtAnyMomentLeavesNothingBehind() async throws {
        for pause in 0..<30 {
            let file = HostPath("ids\(pause)")
            let command = Shell.command(Self.family, ProgramArgument(temporary[file]))
            let task = Task { try await Program.run(command, within: .generous) }
            for _ in 0..<(pause * 20) { await Task.yield() }
            task.cancel()
            await #expect(throws: ProgramError.cancelled) { try await task.value }
            for id in (temporary.text(file) ?? "").split(whereSeparator: \.isWhitespace).compactMap({ Int32($0) }) {
                #expect(await eventually { !isAlive(id) })
            }
        }
    }

    @Test func whatAProgramLeavesBehindGoesWithIt() async throws {
        let output = try await Program.run(
            Shell.command("sleep 10000 & echo $!"), within: .generous)
        let id = try #require(Int32(output.text.dropLast()))
        #expect(output.status == .exited(0))
        #expect(await eventually { !isAlive(id) })
    }

    @Test(.enabled(if: Program.find("setsid") != nil)) func whatLeavesTheGroupDoesNotHoldUpTheEnd() async throws {
        let output = try await Program.run(
            Shell.command("setsid sleep 10000 & echo $!; sleep 0.2"), within: .generous)
        #expect(output.status == .exited(0))
        let id = try #require(Int32(output.text.dropLast()))
        kill(id, SIGKILL)
    }

    @Test func aProgramMayCloseItsOutputsLongBeforeItsEnd() async throws {
        let output = try await Program.run(
            Shell.command("echo early; exec >&- 2>&-; sleep 0.3; exit 7"), within: .generous)
        #expect(output.text == "early\n")
        #expect(output.status == .exited(7))
    }
}
