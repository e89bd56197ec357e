using System.ComponentModel;
using System.Diagnostics;

namespace Visavis.Engine.Media;

/// <summary>What one decoding may take.</summary>
/// <param name="CpuSeconds">Processor time.</param>
/// <param name="MemoryBytes">Memory beside the program's libraries.</param>
/// <param name="GivesWay">Whether it stands back behind other programs: making an avatar may wait, live sessions may not.</param>
internal readonly record struct DecoderLimits(int CpuSeconds, long MemoryBytes, bool GivesWay = false);

/// <summary>Which walls stand around the decoding child on this machine; kernels and containers differ in what they permit.</summary>
/// <param name="NoNetwork">It lives in a network of its own without a device.</param>
/// <param name="NoPrivileges">It cannot gain rights, and dies with this process.</param>
/// <param name="OtherUser">It runs as nobody, without groups or capabilities; only where this process is root.</param>
/// <param name="Limits">The kernel limits its processor time, memory, files and processes.</param>
public sealed record DecoderConfinement(bool NoNetwork, bool NoPrivileges, bool OtherUser, bool Limits)
{
    /// <summary>The user and group that own nothing, by number: the name is not known everywhere.</summary>
    private const string Nobody = "65534";

    private static readonly string[] Unshare = Environment.IsPrivilegedProcess
        ? ["unshare", "--net", "--"]
        : ["unshare", "--user", "--map-current-user", "--net", "--"];

    private static readonly string[] GiveWay = ["nice", "-n", "10"];

    private static readonly string[] Plain = ["setpriv", "--no-new-privs", "--pdeathsig", "KILL", "--"];

    private static readonly string[] AsNobody =
    [
        "setpriv", "--no-new-privs", "--pdeathsig", "KILL", "--reuid", Nobody, "--regid", Nobody, "--clear-groups",
        "--inh-caps", "-all", "--bounding-set", "-all", "--",
    ];

    /// <summary>All walls stand that this kind of process can have.</summary>
    public bool IsComplete => NoNetwork && NoPrivileges && Limits && (OtherUser || !Environment.IsPrivilegedProcess);

    /// <summary>Tries each wall on a program that does nothing; some milliseconds each.</summary>
    internal static async Task<DecoderConfinement> ProbeAsync(DecoderLimits limits)
    {
        var network = await StandsAsync(Unshare).ConfigureAwait(false);
        var nobody = Environment.IsPrivilegedProcess && await StandsAsync(AsNobody).ConfigureAwait(false);
        var privileges = nobody || await StandsAsync(Plain).ConfigureAwait(false);
        var limited = await StandsAsync(LimitsOf(limits)).ConfigureAwait(false);
        return new DecoderConfinement(network, privileges, nobody, limited);
    }

    /// <summary>
    /// The words before the program's own. The order matters: only root may unshare the network; the limit on processes counts
    /// those of the new user, so it comes last; and the signal of the parent's death is lost where the user changes behind it.
    /// </summary>
    internal IEnumerable<string> Prefix(DecoderLimits limits) =>
    [
        .. limits.GivesWay ? GiveWay : [],
        .. NoNetwork ? Unshare : [],
        .. OtherUser ? AsNobody : NoPrivileges ? Plain : [],
        .. Limits ? LimitsOf(limits) : [],
    ];

    public override string ToString()
    {
        string[] missing =
        [
            .. NoNetwork ? (string[])[] : ["a network of its own (the kernel forbids it: unshare(2))"],
            .. NoPrivileges ? (string[])[] : ["no-new-privs (setpriv of util-linux is missing)"],
            .. OtherUser || !Environment.IsPrivilegedProcess ? (string[])[] : ["a user of its own"],
            .. Limits ? (string[])[] : ["limits on time and memory (prlimit of util-linux is missing)"],
        ];
        return missing.Length == 0
            ? $"media files are decoded in a child without network or rights, with limits{(OtherUser ? ", as nobody" : "")}"
            : $"media files are decoded in a child, but it lacks {string.Join("; ", missing)}";
    }

    /// <summary>
    /// No file may grow, no core be written, no process or thread begin. Address space is memory and the libraries' mappings (234 MB).
    /// At the soft limit of processor time ffmpeg ends itself, a second later the kernel ends it.
    /// </summary>
    private static string[] LimitsOf(DecoderLimits limits) =>
    [
        "prlimit", FormattableString.Invariant($"--cpu={limits.CpuSeconds}:{limits.CpuSeconds + 1}"),
        FormattableString.Invariant($"--data={limits.MemoryBytes}"), FormattableString.Invariant($"--as={limits.MemoryBytes + (1L << 30)}"),
        "--nofile=32", "--fsize=0", "--core=0", "--nproc=1", "--",
    ];

    private static async Task<bool> StandsAsync(string[] wall)
    {
        var start = new ProcessStartInfo(wall[0]) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var word in wall[1..])
        {
            start.ArgumentList.Add(word);
        }
        start.ArgumentList.Add("true");
        try
        {
            using var process = await LastingThread.StartAsync(start).ConfigureAwait(false);
            using var pipes = new ProcessPipes(process);
            await process.WaitForExitAsync().ConfigureAwait(false);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
