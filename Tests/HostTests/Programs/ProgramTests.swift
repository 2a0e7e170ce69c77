import Foundation
import Glibc
import Host
import Testing

@Suite("Running programs")
struct ProgramTests {
    private func run(_ script: String, _ arguments: ProgramArgument...) async throws -> Program.Output {
        var command = Shell.command(script)
        command.arguments += arguments
        return try await Program.run(command, within: .generous)
    }

    @Test(arguments: [
        ("exit 0", ProgramEnd.Status.exited(0)), ("exit 3", .exited(3)), ("exit 255", .exited(255)),
        ("kill -9 $$", .killed(signal: 9)), ("kill -15 $$", .killed(signal: 15)), ("true", .exited(0)),
    ])
    func theStatusIsTold(script: String, status: ProgramEnd.Status) async throws {
        let output = try await run(script)
        #expect(output.status == status)
        #expect(output.isSuccess == (status == .exited(0)))
    }

    @Test func outputAndErrorsAreKeptApart() async throws {
        let output = try await run("echo out; echo err >&2; printf more")
        #expect(output.text == "out\nmore")
        #expect(output.errors == "err\n")
    }

    @Test func thereIsNothingToRead() async throws {
        #expect(try await run("cat; echo end").text == "end\n")
    }

    @Test func argumentsArriveAsTheyAre() async throws {
        let texts = ["", " ", "a b", "$HOME", "`id`", "; exit 9", "'", "\"", "*", "-n", "\n", "ä"]
        let output = try await run(#"printf '%s|' "$@""#, "a", "b")
        #expect(output.text == "a|b|")
        let all = ProgramCommand("/bin/sh", ["-c", #"printf '%s|' "$@""#, "sh"] + texts.map { ProgramArgument($0) })
        #expect(try await Program.run(all, within: .generous).text == texts.map { $0 + "|" }.joined())
    }

    @Test func anArgumentMayBeAnyPath() async throws {
        let path = HostPath(bytes: [0x2d, 0xff, 0x0a, 0xfe])
        #expect(try await run(#"printf %s "$1""#, ProgramArgument(path)).bytes == path.bytes)
    }

    @Test func largeOutputArrivesWhole() async throws {
        let output = try await run("head -c 3000000 /dev/zero; echo end")
        #expect(output.bytes.count == 3_000_004)
        #expect(output.bytes.suffix(4) == Array("end\n".utf8)[...])
    }

    @Test func ofManyErrorsTheEndIsKept() async throws {
        let output = try await run("yes ärger | head -n 100000 >&2; echo end >&2; echo out")
        #expect(output.text == "out\n")
        #expect(output.errors.hasSuffix("ärger\nend\n"))
        #expect(output.errors.utf8.count <= HostLimits.errorTailBytes)
        #expect(!output.errors.contains("\u{fffd}"))
    }

    @Test func bothOutputsMayBeFloodedAtOnce() async throws {
        let output = try await run("yes out | head -c 1000000 & yes err | head -c 1000000 >&2; wait")
        #expect(output.bytes.count == 1_000_000)
        #expect(output.errors.utf8.count <= HostLimits.errorTailBytes)
    }

    @Test func theProgramSeesThreeDescriptorsOnly() async throws {
        // Without the close-on-exec mark, as a library might have opened it.
        let open = Glibc.open("/dev/null", O_RDONLY)
        defer { close(open) }
        let output = try await Program.run(ProgramCommand("/bin/ls", ["/proc/self/fd"]), within: .generous)
        // The last one is the folder that is being listed.
        #expect(output.text.split(separator: "\n") == ["0", "1", "2", "3"])
    }

    @Test func signalsAreAnsweredAsUsual() async throws {
        signal(SIGPIPE, SIG_IGN)
        let text = try await run("grep -E '^Sig(Ign|Blk)' /proc/self/status").text
        let masks = text.split(separator: "\n").compactMap {
            $0.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
        }
        try #require(masks.count == 2)
        let usual: UInt64 = [SIGPIPE, SIGHUP, SIGINT, SIGQUIT, SIGTERM].reduce(0) { $0 | 1 << UInt64($1 - 1) }
        #expect(masks[0] == 0)
        #expect(masks[1] & usual == 0)
    }

    @Test func theProgramLeadsItsOwnGroup() async throws {
        let text = try await run("cut -d ' ' -f 5 /proc/$$/stat; echo $$").text
        let lines = text.split(separator: "\n")
        try #require(lines.count == 2)
        #expect(lines[0] == lines[1])
    }

    @Test func theWorkingFolderIsTheGivenOne() async throws {
        let temporary = try TemporaryFolder()
        var command = Shell.command("pwd -P")
        command.workingFolder = temporary.path
        #expect(try await Program.run(command, within: .generous).text == temporary.path.text + "\n")
    }

    @Test func othersGoFirst() async throws {
        var command = ProgramCommand("/usr/bin/nice")
        command.niceness = 19
        #expect(try await Program.run(command, within: .generous).text == "19\n")
        command.niceness = 100
        #expect(try await Program.run(command, within: .generous).text == "19\n")
    }

    @Test func theEnvironmentIsSmall() async throws {
        var command = ProgramCommand("/usr/bin/env")
        command.environment = ["FILM": "a=b c", "LC_ALL": "C"]
        let lines = try await Program.run(command, within: .generous).text.split(separator: "\n")
        #expect(lines.contains("FILM=a=b c"))
        #expect(lines.contains("LC_ALL=C"))
        let names = Set(lines.compactMap { $0.split(separator: "=").first.map(String.init) })
        let ours = Set(ProcessInfo.processInfo.environment.keys)
        #expect(names.isSubset(of: ours.union(["FILM", "LC_ALL"])))
        #expect(!names.contains("PWD"))
    }

    @Test func manyRunAtOnceAndKeepTheirOutputs() async throws {
        let texts = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<60 {
                group.addTask { (number, try await run(#"echo "$1""#, ProgramArgument("\(number)")).text) }
            }
            return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        #expect(texts.count == 60)
        #expect(texts.allSatisfy { $0.value == "\($0.key)\n" })
    }

    @Test func nothingOfAProgramStaysOpen() async throws {
        // The ends of pipes have numbers of their own, so what other tests have open does not matter.
        let text = try await run("readlink /proc/self/fd/0 /proc/self/fd/1 /proc/self/fd/2").text
        let pipes = Set(text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("pipe:") })
        #expect(pipes.count >= 2)
        let folder = "/proc/self/fd"
        let open = try FileManager.default.contentsOfDirectory(atPath: folder)
            .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
        #expect(!open.isEmpty && pipes.isDisjoint(with: open))
    }

    @Test func noZombieStays() async throws {
        let id = try #require(Int32(try await run("echo $$").text.dropLast()))
        #expect(kill(id, 0) != 0)
        #expect(errno == ESRCH)
    }
}
