using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Media;

/// <summary>Files made to cost much or to lead elsewhere.</summary>
public sealed class SoundBombTests(SoundFiles files) : IClassFixture<SoundFiles>
{
    private readonly SoundDecoder _decoder = new(new SoundDecoderOptions(), TimeProvider.System);

    [Theory]
    [InlineData("hours.flac", "-t 10800 -c:a flac")]
    [InlineData("long.opus", "-t 700 -c:a libopus -b:a 6k -compression_level 0")]
    public async Task HoursOfSilenceInFewBytes_AreRefusedBeforeTheirFirstSound(string name, string coding)
    {
        using (var making = Process.Start("ffmpeg", $"-nostdin -v error -y -f lavfi -i anullsrc=r=8000:cl=mono {coding} {files.Of(name)}"))
        {
            await making.WaitForExitAsync();
        }
        Assert.InRange(new FileInfo(files.Of(name)).Length, 1, 5 << 20);

        var heard = 0L;
        var error = await Assert.ThrowsAsync<SoundException>(async () =>
        {
            await foreach (var block in _decoder.DecodeAsync(files.Of(name), default))
            {
                heard += block.Length;
                block.Dispose();
            }
        });

        Assert.Equal((SoundFault.TooLong, "The sound is longer than 600 s, the limit (audio_seconds): cut it into shorter files.", 0L),
            (error.Fault, error.Message, heard));
    }

    [Fact]
    public async Task WavThatClaimsFourGigabytes_IsTheSoundThatIsThere()
    {
        var whole = await SoundFiles.DecodeAsync(_decoder, files.Of("s16.wav"));
        var bytes = await File.ReadAllBytesAsync(files.Of("s16.wav"));
        bytes.AsSpan(4, 4).Fill(0xFF);
        bytes.AsSpan(bytes.AsSpan().IndexOf("data"u8) + 4, 4).Fill(0xFF);

        Assert.Equal(whole, await SoundFiles.DecodeAsync(_decoder, files.Write("four-gigabytes.wav", bytes)));
    }

    [Theory]
    [InlineData("moov", 0x7FFFFFFFu)]
    [InlineData("stsz", 0xFFFFFFF0u)]
    [InlineData("stco", 0xFFFFFFFFu)]
    public async Task AbsurdBoxSize_EndsInSoundOrASentence(string box, uint size)
    {
        var bytes = await File.ReadAllBytesAsync(files.Of("index-first.m4a"));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(box)) - 4), size);

        var error = await Record.ExceptionAsync(() => SoundFiles.DecodeAsync(_decoder, files.Write($"absurd-{box}.m4a", bytes)));

        Assert.True(error is null or SoundException { Fault: not SoundFault.Unavailable }, $"{error}");
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")]
    [InlineData("ffconcat version 1.0\nfile '/etc/passwd'\n")]
    [InlineData("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>")]
    [InlineData("<!doctype html><title>sound</title>")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("Dear server, this is a sound.")]
    [InlineData("R")]
    public async Task WhatIsNoSound_NeverReachesTheChild(string text)
    {
        var error = await Assert.ThrowsAsync<SoundException>(() =>
            _decoder.ProbeAsync(files.Write($"{Guid.NewGuid():n}.mp3", Encoding.Latin1.GetBytes(text)), default));

        Assert.Equal((SoundFault.NotSound, "The file is no sound of a known kind: send mp3, wav, m4a, aac, ogg, opus, flac, webm or mp4."),
            (error.Fault, error.Message));
    }
}
