import Testing

@testable import Host

@Suite("The kernel's tables")
struct ProcTextTests {
    @Test(arguments: [
        ("cpu  10 20 30 40 50 60 70 80 90 100\ncpu0 1 1 1 1\n", 270, 360), ("cpu 1 2 3 4", 6, 10),
        ("intr 5\ncpu 1 2 3 4 5\n", 6, 15),
    ])
    func ticksAreBusyOrIdle(text: String, busy: UInt64, total: UInt64) {
        #expect(ProcText.cpuTicks(text) == ProcText.CPUTicks(busy: busy, total: total))
    }

    @Test(arguments: ["", "cpu", "cpu 1 2 3", "cpu a b c d", "cpu 1 2 3 4 x", "cpu -1 2 3 4", "cpu0 1 2 3 4"])
    func otherTextHasNoTicks(text: String) {
        #expect(ProcText.cpuTicks(text) == nil)
    }

    @Test(
        arguments: [
            (10, 20, 10, 20, nil), (10, 20, 15, 30, 50.0), (10, 20, 10, 30, 0.0), (10, 20, 20, 30, 100.0),
            (10, 20, 5, 30, 0.0), (10, 20, 40, 30, 100.0), (10, 20, 5, 10, nil),
        ] as [(UInt64, UInt64, UInt64, UInt64, Double?)])
    func shareOfTheProcessor(busy: UInt64, total: UInt64, laterBusy: UInt64, laterTotal: UInt64, percent: Double?) {
        let later = ProcText.CPUTicks(busy: laterBusy, total: laterTotal)
        #expect(later.percent(since: ProcText.CPUTicks(busy: busy, total: total)) == percent)
    }

    @Test func memoryIsInKibibytes() {
        let text = "MemTotal:       1000 kB\nMemFree:         100 kB\nMemAvailable:    400 kB\nHugePages_Total:  0\n"
        let expected = HostSample.Memory(totalBytes: 1_024_000, usedBytes: 614_400, availableBytes: 409_600)
        #expect(ProcText.memory(text) == expected)
    }

    @Test(arguments: [
        "", "MemTotal: 5 kB", "MemAvailable: 5 kB", "MemTotal: 5 kB\nMemAvailable: 6 kB",
        "MemTotal: x\nMemAvailable: 1",
        "MemTotal: 9223372036854775807 kB\nMemAvailable: 1 kB", "MemTotal: -1 kB\nMemAvailable: -2 kB", "MemTotal:\n:",
    ])
    func otherTextHasNoMemory(text: String) {
        #expect(ProcText.memory(text) == nil)
    }

    @Test func networksAreSummedWithoutTheLoopback() {
        let text = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls
                lo: 1000 1 0 0 0 0 0 0 1000 1 0 0 0 0 0 0
              eth0: 200 2 0 0 0 0 0 0 30 3 0 0 0 0 0 0
            wlan0:5 2 0 0 0 0 0 0 7 3 0 0 0 0 0 0
            eth0:1: 1 2 0 0 0 0 0 0 1 3 0 0 0 0 0 0
            """
        #expect(ProcText.network(text) == HostSample.Network(receivedBytes: 206, sentBytes: 38))
    }

    @Test(arguments: ["", "lo: 1 2 3 4 5 6 7 8 9", "eth0: 1 2 3", "eth0: a 2 3 4 5 6 7 8 9", "no table"])
    func otherTextHasNoNetwork(text: String) {
        #expect(ProcText.network(text) == nil)
    }

    @Test(arguments: [
        ("0.50 1.25 2.00 1/100 5\n", [0.5, 1.25, 2]), ("", nil), ("1 2", nil), ("a b c", nil), ("nan 1 2", nil),
    ])
    func loadAverages(text: String, expected: [Double]?) {
        #expect(ProcText.loadAverages(text) == expected)
    }

    @Test(arguments: [("100 25 3 4 0 5 0\n", 25), ("100", nil), ("", nil), ("1 x", nil)])
    func residentPages(text: String, expected: Int64?) {
        #expect(ProcText.residentPages(text) == expected)
    }

    @Test(arguments: [
        ("1 (a) S 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 4242 23", 4242),
        ("1 (a b) c) R 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 7", 7),
        ("1 (a) S 4 5 6", nil), ("", nil), ("no bracket", nil),
    ])
    func startOfTheProcess(text: String, expected: UInt64?) {
        #expect(ProcText.startTicks(text) == expected)
    }

    @Test(arguments: [("12.50 99.00\n", 12.5), ("", nil), ("x", nil)])
    func uptime(text: String, expected: Double?) {
        #expect(ProcText.uptimeSeconds(text) == expected)
    }
}
