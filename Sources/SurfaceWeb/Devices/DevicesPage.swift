import Accounts
import Basics
import Domain

/// The page of devices and browsers.
struct DevicesPage: Sendable {
    let shell: Shell
    let notice: String?
    let problem: String?
    let code: CodePanel?
    let devices: [DeviceRow]
    let gone: [DeviceRow]
    let browsers: [BrowserRow]
    let hasDevices: Bool
    let hasGone: Bool
    let labelMax = AccountsLimits.keyLabelCharactersMax

    init(
        shell: Shell, notice: String? = nil, problem: String? = nil, code: CodePanel?, devices: [DeviceRow],
        gone: [DeviceRow], browsers: [BrowserRow]
    ) {
        self.shell = shell
        self.notice = notice
        self.problem = problem
        self.code = code
        self.devices = devices
        self.gone = gone
        self.browsers = browsers
        hasDevices = !devices.isEmpty
        hasGone = !gone.isEmpty
    }
}

/// A pairing code in large digits. The countdown is drawn by the style sheet, which begins with the page.
struct CodePanel: Sendable {
    let first: String
    let second: String
    /// Digit by digit, so that it is not read as a number of millions.
    let spoken: String
    let minutes = Int(AccountsLimits.pairingSecondsValid / 60)

    init(_ code: PairingCode) {
        let half = code.digits.count / 2
        first = String(code.digits.prefix(half))
        second = String(code.digits.dropFirst(half))
        spoken = code.digits.map(String.init).joined(separator: " ")
    }
}

/// A device with its key.
struct DeviceRow: Sendable {
    let id: String
    let label: String
    let made: MomentText
    let used: MomentText?
    let ended: MomentText?

    init(_ key: APIKey, now: Instant) {
        id = key.id.description
        label = key.label
        made = MomentText(key.createdAt, now: now)
        used = key.lastUsedAt.map { MomentText($0, now: now) }
        ended = key.revokedAt.map { MomentText($0, now: now) }
    }
}

/// A browser that the account is signed in with.
struct BrowserRow: Sendable {
    let id: String
    let name: String
    let isCurrent: Bool
    let began: MomentText
    let used: MomentText

    init(_ session: WebSession, current: SessionID, now: Instant) {
        id = session.id.description
        name = BrowserName.words(session.device)
        isCurrent = session.id == current
        began = MomentText(session.createdAt, now: now)
        used = MomentText(isCurrent ? now : session.lastUsedAt, now: now)
    }
}

/// What people call the browser that a `User-Agent` belongs to.
enum BrowserName {
    /// Most claim to be others as well, so the rarer names come first.
    private static let browsers = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    static func words(_ userAgent: String) -> String {
        let browser = browsers.first { userAgent.contains($0.0) }?.1
        let system = systems.first { userAgent.contains($0.0) }?.1
        switch (browser, system) {
        case (let browser?, let system?): return "\(browser) on \(system)"
        case (let browser?, nil): return browser
        case (nil, _) where userAgent.isEmpty: return "Unknown browser"
        case (nil, _): return String(userAgent.prefix(WebLimits.unknownBrowserCharactersMax))
        }
    }
}
