import Testing

@testable import Host

@Suite("Where changes wait for their reader")
struct ChangeMailboxTests {
    private let mailbox = ChangeMailbox(foldersMax: 5)

    @Test func changesAreGatheredAndSorted() async {
        mailbox.post(["b", "a"])
        mailbox.post(["a", ""])
        #expect(await mailbox.next() == .changed(["", "a", "b"]))
    }

    @Test func aReaderWaits() async {
        async let change = mailbox.next()
        mailbox.post(["a"])
        #expect(await change == .changed(["a"]))
    }

    @Test func noNewsIsNotTold() async {
        async let change = mailbox.next()
        mailbox.post([])
        mailbox.post(["a"])
        #expect(await change == .changed(["a"]))
    }

    @Test func tooManyFoldersAreAnOverflow() async {
        mailbox.post(["1", "2", "3"])
        mailbox.post(["4", "5", "6"])
        mailbox.post(["7"])
        #expect(await mailbox.next() == .lost(.overflow))
        mailbox.post(["8"])
        #expect(await mailbox.next() == .changed(["8"]))
    }

    @Test func anOverflowReplacesWhatWaits() async {
        mailbox.post(["1"])
        mailbox.post(.overflow)
        mailbox.post(["2"])
        #expect(await mailbox.next() == .lost(.overflow))
        mailbox.post(["3"])
        #expect(await mailbox.next() == .changed(["3"]))
    }

    @Test(arguments: [FolderChange.Loss.rootGone, .watchLimit, .unavailable(code: 5)])
    func aFinalLossIsTheLastWord(loss: FolderChange.Loss) async {
        mailbox.post(["1"])
        mailbox.post(.overflow)
        mailbox.post(loss)
        mailbox.post(.overflow)
        mailbox.post(["2"])
        #expect(await mailbox.next() == .lost(loss))
        #expect(await mailbox.next() == nil)
        mailbox.post(["3"])
        #expect(await mailbox.next() == nil)
    }

    @Test func theEndWakesTheReader() async {
        async let change = mailbox.next()
        mailbox.end()
        #expect(await change == nil)
        #expect(await mailbox.next() == nil)
    }

    @Test func aSecondReaderSendsTheFirstAway() async {
        let answers = await withTaskGroup(of: FolderChange?.self) { group in
            for _ in 0..<2 { group.addTask { await mailbox.next() } }
            let first = await group.next() ?? .changed([])
            mailbox.post(["a"])
            return [first, await group.next() ?? nil]
        }
        #expect(answers == [nil, .changed(["a"])])
    }
}
