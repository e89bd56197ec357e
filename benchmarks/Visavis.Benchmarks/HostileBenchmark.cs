using System.Diagnostics;
using Visavis.Engine;
using Visavis.Engine.Media;

namespace Visavis.Benchmarks;

/// <summary>
/// Strangers' sound at its worst: 200 seeded mutations of each format, bombs and impostors, two at a time, each to be decoded or refused
/// in a sentence within bounded time; and nothing of them may stay behind.
/// </summary>
internal static class HostileBenchmark
{
    private const int Mutations = 200;

    /// <summary>No file here has more sound in it than this, and a mutated head may not invent more than the limit.</summary>
    private const double LongestSeconds = 600.25;

    private static readonly string Sample = Path.Combine(AssetFolders.Root, "..", "tests", "assets", "hearing", "sample.wav");

    private static readonly (string Name, string Words)[] Formats =
    [
        ("mp3", "-map 0:a -b:a 64k"), ("wav", "-map 0:a -c:a pcm_s16le"), ("m4a", "-map 0:a -c:a aac"), ("aac", "-map 0:a -c:a aac"),
        ("ogg", "-map 0:a -c:a libvorbis"), ("opus", "-map 0:a -c:a libopus"), ("flac", "-map 0:a -c:a flac"), ("webm", "-map 0:a -c:a libopus"),
        ("mp4", "-map 0:a -map 1:v -c:v libx264 -pix_fmt yuv420p -c:a aac -shortest"),
    ];

    public static async Task RunAsync()
    {
        Figures.Title($"Hostile sound: {Mutations} mutations of each format, two at a time (limits: none but decoded or refused, nothing left behind)");
        var folder = Directory.CreateTempSubdirectory("visavis-hostile-").FullName;
        try
        {
            var decoder = new SoundDecoder(new SoundDecoderOptions(), TimeProvider.System);
            Figures.Line("confinement", (await decoder.ConfinementAsync()).ToString());
            var files = new Dictionary<string, byte[]>();
            foreach (var (name, words) in Formats)
            {
                files[name] = await MakeAsync(folder, $"good.{name}", words);
            }
            await RoundAsync(decoder, "warm-up", [.. files.Values]);
            var memory = Environment.WorkingSet;
            foreach (var (name, good) in files)
            {
                var random = new Random(name.Sum(c => c) * 7919);
                await RoundAsync(decoder, name, [.. Enumerable.Range(0, Mutations).Select(_ => Mutation.Of(good, [.. files.Values], random))]);
            }
            await BombsAsync(decoder, folder, files);
            Figures.Line("left behind", $"{Children()} child processes, {(Environment.WorkingSet - memory) / (1 << 20)} MiB more in this process");
            await HostileNeighbours.RunAsync([.. files.Values]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RoundAsync(SoundDecoder decoder, string name, IReadOnlyList<byte[]> files)
    {
        var verdicts = new List<Verdict>();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (bytes, _) =>
        {
            var verdict = await TryAsync(decoder, bytes);
            lock (verdicts)
            {
                verdicts.Add(verdict);
            }
        });
        var times = verdicts.Select(verdict => verdict.Seconds).ToList();
        Figures.Line(name, Figures.Text(
            $"{verdicts.Count(v => v.Refusal is null && v.Error is null)} decoded, {verdicts.Count(v => v.Refusal is not null)} refused, {verdicts.Count(v => v.Error is not null)} else; median {Figures.Median(times):0.00} s, longest {times.Max():0.00} s; most sound {verdicts.Max(v => v.Sound):0.0} s"));
        foreach (var error in verdicts.Select(verdict => verdict.Error ?? (verdict.Sound > LongestSeconds ? $"{verdict.Sound} s of sound" : null)).OfType<string>().Distinct())
        {
            Figures.Line("", $"FAILED: {error}");
        }
    }

    /// <summary>Few bytes that claim or hold very much, and what is no sound at all.</summary>
    private static async Task BombsAsync(SoundDecoder decoder, string folder, Dictionary<string, byte[]> files)
    {
        var claims = files["wav"][..];
        BitConverter.TryWriteBytes(claims.AsSpan(4), uint.MaxValue);
        BitConverter.TryWriteBytes(claims.AsSpan(40), uint.MaxValue - 36);
        (string Name, byte[] Bytes)[] bombs =
        [
            ("3 hours of silence as flac", await MakeAsync(folder, "long.flac", "-map 2:a -t 10800 -c:a flac")),
            ("3 hours of silence as opus", await MakeAsync(folder, "long.opus", "-map 2:a -t 10800 -c:a libopus -b:a 6k")),
            ("3 hours of silence as mp3 without a length", await MakeAsync(folder, "long.mp3", "-map 2:a -t 10800 -b:a 8k -ar 8000 -write_xing 0")),
            ("a wav that claims 4 GB", claims),
            ("an mp4 whose index claims 2 GB", Blown(files["m4a"], "moov"u8)),
            ("an mp4 whose sample table claims 2 GB", Blown(files["m4a"], "stsz"u8)),
            ("a webm of one endless element", [.. files["webm"][..64], 0x1F, 0x43, 0xB6, 0x75, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE]),
            ("a playlist", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"u8.ToArray()),
            ("a list for ffmpeg", "ffconcat version 1.0\nfile /etc/passwd\n"u8.ToArray()),
            ("an SVG", "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"u8.ToArray()),
            ("a session description", "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\n"u8.ToArray()),
            ("a zip", [.. "PK\x03\x04"u8, .. new byte[60]]),
            ("0 bytes", []),
            ("1 byte", [0xFF]),
            ("1 MB of 0xFF", [.. Enumerable.Repeat((byte)0xFF, 1 << 20)]),
        ];
        foreach (var (name, bytes) in bombs)
        {
            var verdict = await TryAsync(decoder, bytes);
            Figures.Line(name, Figures.Text($"{bytes.Length} bytes, {verdict.Seconds:0.00} s: {verdict.Error ?? verdict.Refusal ?? $"{verdict.Sound:0.0} s of sound"}"));
        }
    }

    private static async Task<Verdict> TryAsync(SoundDecoder decoder, byte[] bytes)
    {
        // Not a temporary file of the runtime's making: those only their owner may read, and under root the child is nobody.
        var file = Path.Combine(Path.GetTempPath(), $"visavis-{Guid.NewGuid():N}");
        await File.WriteAllBytesAsync(file, bytes);
        var clock = Stopwatch.StartNew();
        var samples = 0L;
        try
        {
            await foreach (var block in decoder.DecodeAsync(file, CancellationToken.None))
            {
                samples += block.Length;
                block.Dispose();
            }
            return new Verdict(clock.Elapsed.TotalSeconds, samples / 48_000.0, null, null);
        }
        catch (SoundException refusal)
        {
            return new Verdict(clock.Elapsed.TotalSeconds, samples / 48_000.0, refusal.Message, null);
        }
        catch (Exception other)
        {
            // What this benchmark looks for: any other end is a bug, to be told and counted.
            return new Verdict(clock.Elapsed.TotalSeconds, samples / 48_000.0, null, $"{other.GetType().Name}: {other.Message}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] Blown(byte[] file, ReadOnlySpan<byte> box)
    {
        var blown = file[..];
        var at = blown.AsSpan().IndexOf(box);
        byte[] huge = [0x7F, 0xFF, 0xFF, 0xF0];
        huge.CopyTo(blown, box.SequenceEqual("stsz"u8) ? at + 12 : at - 4);
        return blown;
    }

    private static int Children() => Directory.GetDirectories("/proc").Count(path =>
        int.TryParse(Path.GetFileName(path), out _) && File.Exists($"{path}/stat") && Parent(path) == Environment.ProcessId);

    private static int Parent(string process)
    {
        try
        {
            var stat = File.ReadAllText($"{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task<byte[]> MakeAsync(string folder, string name, string words)
    {
        var file = Path.Combine(folder, name);
        string[] inputs = ["-nostdin", "-v", "error", "-y", "-i", Sample, "-f", "lavfi", "-i", "testsrc=d=3:s=160x120", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono"];
        using var ffmpeg = Process.Start("ffmpeg", [.. inputs, .. words.Split(' '), .. words.Contains("-t ", StringComparison.Ordinal) ? (string[])[] : ["-t", "3"], file]);
        await ffmpeg.WaitForExitAsync();
        return await File.ReadAllBytesAsync(file);
    }

    private sealed record Verdict(double Seconds, double Sound, string? Refusal, string? Error);
}

/// <summary>Ways in which files are broken, by accident or on purpose.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] good, byte[][] others, Random random)
    {
        var bytes = good[..];
        switch (random.Next(7))
        {
            case 0:
                Flip(bytes, random, 1 + random.Next(200), bytes.Length);
                return bytes;
            case 1:
                // Most of what a parser believes stands at the beginning.
                Flip(bytes, random, 1 + random.Next(20), Math.Min(bytes.Length, 600));
                return bytes;
            case 2:
                return bytes[..random.Next(bytes.Length)];
            case 3:
                Run(bytes, random).Fill((byte)(random.Next(2) * 255));
                return bytes;
            case 4:
                var (from, to) = (Run(bytes, random).ToArray(), random.Next(bytes.Length));
                return [.. bytes[..to], .. from, .. bytes[to..]];
            case 5:
                var at = random.Next(Math.Max(1, Math.Min(bytes.Length, 2000) - 4));
                new byte[] { 0x7F, 0xFF, 0xFF, 0xFF }.CopyTo(bytes, at);
                return bytes;
            default:
                var other = others[random.Next(others.Length)];
                var head = random.Next(Math.Min(bytes.Length, 4000));
                return [.. bytes[..head], .. other[Math.Min(head, other.Length)..]];
        }
    }

    private static void Flip(byte[] bytes, Random random, int count, int within)
    {
        for (var i = 0; i < count; i++)
        {
            bytes[random.Next(within)] ^= (byte)(1 << random.Next(8));
        }
    }

    private static Span<byte> Run(byte[] bytes, Random random)
    {
        var start = random.Next(bytes.Length);
        return bytes.AsSpan(start, random.Next(Math.Min(4096, bytes.Length - start)));
    }
}
