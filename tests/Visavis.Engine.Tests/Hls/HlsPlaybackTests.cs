using Microsoft.Extensions.Time.Testing;
using System.Text;
using Visavis.Engine.Encode;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Hls;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Hls;

/// <summary>A finished stream laid out as files, as a player would fetch it, and read through its playlists by ffmpeg.</summary>
public sealed class HlsPlaybackTests : IDisposable
{
    private const int Frames = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("visavis-play").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task MasterPlaylist_LeadsToEveryPictureAndAllSound()
    {
        await LayOut();
        var master = Path.Combine(_folder, "master.m3u8");
        var shown = Encoding.UTF8.GetString(Ffmpeg.RunOn(
            "ffprobe", master, "-count_packets", "-show_entries", "stream=codec_name,width,nb_read_packets", "-of", "compact=p=0:nk=1")).Trim();
        // 2.4 s: 60 pictures, and the 113 AAC frames that begin in them.
        Assert.Contains("h264|320|60\naac|113", shown, StringComparison.Ordinal);
        var pictures = Ffmpeg.RunOn("ffmpeg", master, "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-");
        Assert.Equal(Frames * 320 * 180 * 3 / 2, pictures.Length);
        for (var frame = 0; frame < Frames; frame++)
        {
            Assert.InRange(pictures[frame * 320 * 180 * 3 / 2 + 5000], 20 + 3 * frame - 3, 20 + 3 * frame + 3);
        }
    }

    private async Task LayOut()
    {
        using var video = new VideoEncoder(new VideoEncoderOptions { Width = 320, Height = 180 });
        using var audio = new AudioEncoder();
        var parameters = new HlsParameters(video.Codec, AudioEncoder.Codec, 320, 180, 1_000_000, 500_000);
        var options = new HlsWindowOptions { MediaFile = Path.Combine(_folder, "session.m4s") };
        using var window = new HlsWindow(HlsKind.Event, parameters, InitSegment.Write(video, audio), options, new FakeTimeProvider());
        Produce(video, audio, window);
        window.Finish();
        File.WriteAllBytes(Path.Combine(_folder, "master.m3u8"), window.MasterPlaylist.Span);
        File.WriteAllBytes(Path.Combine(_folder, "media.m3u8"), (await window.MediaPlaylistAsync(null, null, false, default)).Body.Span);
        foreach (var name in new[] { "init.mp4", "seg0.m4s", "seg1.m4s", "seg2.m4s" })
        {
            File.WriteAllBytes(Path.Combine(_folder, name), (await window.MediaAsync(name, default)).Body.Span);
        }
    }

    private static void Produce(VideoEncoder video, AudioEncoder audio, HlsWindow window)
    {
        var muxer = new FragmentMuxer();
        var sent = 0;
        for (var frame = 0; frame < Frames; frame++)
        {
            for (var y = 0; y < video.Picture.Height; y++)
            {
                video.Picture.YRow(y).Fill((byte)(20 + 3 * frame));
            }
            for (var y = 0; y < video.Picture.Height / 2; y++)
            {
                video.Picture.URow(y).Fill(128);
                video.Picture.VRow(y).Fill(128);
            }
            muxer.AddVideo(video.Encode(MediaTime.FromFrames(frame), frame % 25 == 0));
            if (frame % 5 < 4)
            {
                continue;
            }
            for (; sent - AudioEncoder.LagFrames * 1024 < (frame + 1) * 1920; sent += 1024)
            {
                audio.Send(new float[1024]);
                while (audio.TryReceive(out var sample))
                {
                    muxer.AddAudio(sample);
                }
            }
            window.Publish(muxer.Cut());
        }
    }
}
