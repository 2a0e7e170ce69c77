import Glibc
import Host
import Synchronization
import Testing

@Suite("Programs that stay")
struct RunningProgramTests {
    /// Starts a script and returns when it has written `ready`.
    private func start(_ script: String) async throws -> RunningProgram {
        let (pieces, arrival) = AsyncStream.makeStream(of: [UInt8].self)
        let program = try await RunningProgram.start(Shell.command(script)) { arrival.yield(Array($0)) }
        var text: [UInt8] = []
        for await piece in pieces {
            text += piece
            if String(decoding: text, as: UTF8.self).contains("ready") { break }
        }
        return program
    }

    @Test func itRunsUntilItIsDone() async throws {
        let program = try await RunningProgram.start(Shell.command("echo done >&2; exit 4"))
        let end = await program.end()
        #expect(end.status == .exited(4))
        #expect(!end.isSuccess)
        #expect(end.errors == "done\n")
        #expect(!program.isRunning)
        #expect(program.id == nil)
    }

    @Test func itsStateCanBeAskedMeanwhile() async throws {
        let program = try await start("echo working >&2; echo ready; sleep 10000")
        #expect(program.isRunning)
        let id = try #require(program.id)
        #expect(isAlive(id))
        #expect(await eventually { program.errors == "working\n" })
        await program.terminate(graceSeconds: 60)
        #expect(!isAlive(id))
    }

    @Test func itMayTidyUpWhenAsked() async throws {
        let program = try await start("trap 'echo bye >&2; exit 3' TERM; echo ready; while :; do sleep 0.05; done")
        let end = await program.terminate(graceSeconds: 60)
        #expect(end.status == .exited(3))
        #expect(end.errors.hasSuffix("bye\n"))
    }

    @Test(arguments: [0.2, 0, -5, .nan])
    func itIsKilledWhenItDoesNotListen(grace: Double) async throws {
        let program = try await start("trap '' TERM; echo ready; while :; do sleep 0.05; done")
        let end = await program.terminate(graceSeconds: grace)
        #expect(end.status == .killed(signal: SIGKILL))
    }

    @Test func aStoppedProgramIsKilledToo() async throws {
        let program = try await start("echo ready; kill -STOP $$; sleep 10000")
        let end = await program.terminate(graceSeconds: 0.2)
        #expect(end.status == .killed(signal: SIGKILL))
    }

    @Test func terminatingWhatHasEndedChangesNothing() async throws {
        let program = try await RunningProgram.start(Shell.command("exit 5"))
        _ = await program.end()
        #expect(await program.terminate(graceSeconds: 60).status == .exited(5))
        program.kill()
        #expect(await program.end().status == .exited(5))
    }

    @Test func anyNumberMayWaitForTheEnd() async throws {
        let program = try await start("echo ready; sleep 10000")
        let ends = await withTaskGroup(of: ProgramEnd.self) { group in
            for _ in 0..<20 { group.addTask { await program.end() } }
            program.kill()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(ends).count == 1)
        #expect(ends.count == 20)
        #expect(ends.first?.status == .killed(signal: SIGKILL))
    }

    @Test func childrenGoWithIt() async throws {
        let temporary = try TemporaryFolder()
        let script = "sh -c 'sleep 10000 & echo $! > \(temporary["id"].text); wait' & sleep 0.1; echo ready; wait"
        let program = try await start(script)
        #expect(await eventually { temporary.text("id")?.hasSuffix("\n") == true })
        let child = try #require(Int32(temporary.text("id")?.dropLast() ?? ""))
        await program.terminate(graceSeconds: 60)
        #expect(await eventually { !isAlive(child) })
    }

    @Test func itDoesNotOutliveItsOwner() async throws {
        var program: RunningProgram? = try await start("echo ready; sleep 10000")
        let id = try #require(program?.id)
        program = nil
        #expect(await eventually { !isAlive(id) })
    }

    @Test func outputArrivesInOrderAndSlowReadersHoldItUp() async throws {
        let bytes = Mutex<[UInt8]>([])
        let program = try await RunningProgram.start(Shell.command("seq 1 20000")) { piece in
            bytes.withLock { $0 += piece }
        }
        #expect(await program.end().isSuccess)
        let text = bytes.withLock { String(decoding: $0, as: UTF8.self) }
        #expect(text == (1...20000).map { "\($0)\n" }.joined())
    }

    @Test func outputThatNobodyWantsIsDropped() async throws {
        let program = try await RunningProgram.start(Shell.command("head -c 1000000 /dev/zero; echo end >&2"))
        let end = await program.end()
        #expect(end.isSuccess)
        #expect(end.errors == "end\n")
    }

    @Test func whatCannotStartThrows() async {
        await #expect(throws: ProgramError.missing) { try await RunningProgram.start(ProgramCommand("/none")) }
        await #expect(throws: ProgramError.malformed) { try await RunningProgram.start(ProgramCommand("none")) }
    }
}
