using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Media;

public sealed class SoundDecoderTests(SoundFiles files) : IClassFixture<SoundFiles>
{
    private readonly SoundDecoder _decoder = new(new SoundDecoderOptions(), TimeProvider.System);

    /// <summary>Lag in samples: what encoders put in front and their files do not tell of.</summary>
    [Theory]
    [InlineData("s16.wav", 0, 0.9999)]
    [InlineData("f32.wav", 0, 0.9999)]
    [InlineData("stereo24.wav", 0, 0.9999)]
    [InlineData("opposite.wav", 0, 0.9999)]
    [InlineData("left.wav", 0, 0.9999)]
    [InlineData("surround.flac", 0, 0.9999)]
    [InlineData("plain.flac", 0, 0.9999)]
    [InlineData("mulaw.wav", 0, 0.95)]
    [InlineData("cbr.mp3", 2210, 0.99)]
    [InlineData("vbr.mp3", 0, 0.99)]
    [InlineData("picture.mp3", 0, 0.99)]
    [InlineData("index-last.m4a", 0, 0.99)]
    [InlineData("index-first.m4a", 0, 0.99)]
    [InlineData("raw.aac", 2048, 0.99)]
    [InlineData("vorbis.ogg", 0, 0.98)]
    [InlineData("opus.ogg", 0, 0.98)]
    [InlineData("opus.webm", 0, 0.98)]
    [InlineData("film.mp4", 0, 0.99)]
    [InlineData("really-mp3.wav", 0, 0.99)]
    [InlineData("really-wav.m3u8", 0, 0.9999)]
    [InlineData("-i 'a' \"b\" $(c) %03d\n.mp3", 0, 0.9999)]
    public async Task GoodFile_IsTheSoundItWasMadeFrom(string name, int lag, double correlation)
    {
        var sound = await SoundFiles.DecodeAsync(_decoder, files.Of(name));

        var length = files.Original.Length;
        Assert.InRange(sound.Length - lag, length - 16, length + 3 * 2048);
        var actual = new float[length];
        sound.AsSpan(lag, Math.Min(length, sound.Length - lag)).CopyTo(actual);
        Assert.InRange(Likeness(files.Original, actual), correlation, 1.00001);
    }

    [Theory]
    [InlineData("cut.mp3", 1.4)]
    [InlineData("cut.m4a", 1.0)]
    public async Task CutFile_GivesWhatIsThere(string name, double seconds)
    {
        var sound = await SoundFiles.DecodeAsync(_decoder, files.Of(name));

        Assert.InRange(sound.Length / 48_000.0, seconds, 2.6);
    }

    [Theory]
    [InlineData("empty.mp3", SoundFault.NotSound, "The file is empty: send mp3, wav, m4a, aac, ogg, opus, flac, webm or mp4.")]
    [InlineData("silent-film.mp4", SoundFault.NoSoundTrack, "The file has no sound track: send one that has, or a sound file.")]
    [InlineData("other-coding.mkv", SoundFault.UnknownCoding,
        "The file's sound track has a coding that is not read here: send mp3, wav, m4a, aac, ogg, opus, flac, webm or mp4.")]
    [InlineData("no-index.m4a", SoundFault.Damaged,
        "The sound file is damaged, and nothing of it could be decoded: export it again, as mp3 or wav for instance.")]
    [InlineData("601.wav", SoundFault.TooLong, "The sound is longer than 600 s, the limit (audio_seconds): cut it into shorter files.")]
    public async Task BadFile_IsRefusedInASentence_BeforeItsFirstSound(string name, SoundFault fault, string message)
    {
        var decoding = await Assert.ThrowsAsync<SoundException>(() => SoundFiles.DecodeAsync(_decoder, files.Of(name)));
        var probing = await Assert.ThrowsAsync<SoundException>(() => _decoder.ProbeAsync(files.Of(name), default));

        Assert.Equal((fault, message), (decoding.Fault, decoding.Message));
        Assert.Equal((fault, message), (probing.Fault, probing.Message));
    }

    [Theory]
    [InlineData("s16.wav", 2.65)]
    [InlineData("vbr.mp3", 2.65)]
    [InlineData("picture.mp3", 2.65)]
    [InlineData("index-last.m4a", 2.65)]
    [InlineData("vorbis.ogg", 2.65)]
    [InlineData("opus.webm", 2.65)]
    [InlineData("plain.flac", 2.65)]
    [InlineData("600.wav", 600.0)]
    [InlineData("cbr.mp3", null)]
    [InlineData("raw.aac", null)]
    public async Task Probe_TellsTheLengthWhereTheFileKnowsIt(string name, double? seconds)
    {
        var probe = await _decoder.ProbeAsync(files.Of(name), default);

        Assert.Equal(seconds is null, probe.Duration is null);
        Assert.InRange(probe.Duration?.Seconds ?? 0, seconds ?? 0, (seconds ?? 0) + 0.09);
    }

    [Fact]
    public async Task LongestSound_ComesWholeAndSilent()
    {
        var (samples, loudest) = (0L, 0f);
        await foreach (var block in _decoder.DecodeAsync(files.Of("600.wav"), default))
        {
            using (block)
            {
                samples += block.Length;
                foreach (var sample in block.Span)
                {
                    loudest = Math.Max(loudest, Math.Abs(sample));
                }
            }
        }

        Assert.Equal((600L * 48_000, true), (samples, loudest < 0.001f));
    }

    [Fact]
    public async Task LengthThatTheHeadDoesNotTell_EndsAtTheLimit()
    {
        var decoder = new SoundDecoder(new SoundDecoderOptions { LongestSeconds = 2 }, TimeProvider.System);
        var heard = 0L;

        var error = await Assert.ThrowsAsync<SoundException>(async () =>
        {
            await foreach (var block in decoder.DecodeAsync(files.Of("cbr.mp3"), default))
            {
                heard += block.Length;
                block.Dispose();
            }
        });

        Assert.Equal(SoundFault.TooLong, error.Fault);
        Assert.InRange(heard, 2 * 48_000, (long)(2.25 * 48_000));
    }

    [Fact]
    public async Task LargeFile_NamesTheLimit()
    {
        var decoder = new SoundDecoder(new SoundDecoderOptions { LargestBytes = 1000 }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<SoundException>(() => decoder.ProbeAsync(files.Of("601.wav"), default));

        Assert.Equal(SoundFault.TooLarge, error.Fault);
        Assert.Contains("the limit is 1000", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clipped.wav")]
    [InlineData("over.wav")]
    public async Task ClippedSound_StaysWithinOne(string name)
    {
        var sound = await SoundFiles.DecodeAsync(_decoder, files.Of(name));

        Assert.Equal(1, sound.Max(Math.Abs), 0.01);
        Assert.All(sound, sample => Assert.InRange(sample, -1, 1));
    }

    [Theory]
    [InlineData("stereo24.wav")]
    [InlineData("opposite.wav")]
    [InlineData("left.wav")]
    public async Task StereoVoice_IsAsLoudAsInMono(string name)
    {
        var mono = await SoundFiles.DecodeAsync(_decoder, files.Of("f32.wav"));
        var stereo = await SoundFiles.DecodeAsync(_decoder, files.Of(name));

        Assert.Equal(Decibels.Level(mono), Decibels.Level(stereo), 0.1);
    }

    [Fact]
    public async Task ReaderThatPauses_IsNotCountedAgainstTheFile()
    {
        var time = new FakeTimeProvider();
        var decoder = new SoundDecoder(new SoundDecoderOptions { LongestWait = TimeSpan.FromSeconds(60) }, time);
        var samples = 0L;

        await foreach (var block in decoder.DecodeAsync(files.Of("600.wav"), default))
        {
            samples += block.Length;
            block.Dispose();
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(600L * 48_000, samples);
    }

    private static double Likeness(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double both = 0, one = 0, other = 0;
        for (var i = 0; i < a.Length; i++)
        {
            (both, one, other) = (both + (double)a[i] * b[i], one + (double)a[i] * a[i], other + (double)b[i] * b[i]);
        }
        return both / Math.Sqrt(one * other);
    }
}
