using System.Diagnostics;
using Visavis.Engine;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Benchmarks;

/// <summary>What it costs to find and read a face, on one thread.</summary>
internal static class FacesBenchmark
{
    public static async Task RunAsync()
    {
        Figures.Title("Faces in a presenter's picture of 1280 × 720, one thread");
        using var models = FaceModels.Load(AssetFolders.Faces);
        var file = Path.Combine(AssetFolders.Avatars, "nora", "base.png");
        var picture = RgbPicture.Of(PictureFile.Read(file));
        var (reader, finder, checks) = (new FaceReader(models), new FaceFinder(models), new FaceChecks(models));
        var face = new FaceTracker(models).Next(picture) ?? throw new InvalidDataException("The presenter has no face.");
        var region = CropRegion.Around(face);

        // A new tracker knows no region: it detects, reads, and reads again level with the eyes.
        var first = Median(60, () => new FaceTracker(models).Next(picture));
        var read = Median(60, () => reader.Read(picture, region));
        Figures.Line("detection and 478 points", Figures.Text($"p50 {first - read:0.00} ms (limit 8)"));
        Figures.Line("478 points where the face was", Figures.Text($"p50 {read:0.00} ms"));
        Figures.Line("points averaged over 18 readings", Figures.Text($"p50 {Median(10, () => reader.ReadAveraged(picture, face)):0.0} ms"));
        Figures.Line("all faces, tiles included", Figures.Text($"p50 {Median(5, () => finder.Find(picture)):0.0} ms"));
        Figures.Line("checks of the photo's face", Figures.Text($"p50 {Median(5, () => checks.Measure(picture, face)):0.0} ms"));
        Figures.Line("person mask", Figures.Text($"p50 {Median(10, () => new PersonMask(models).Read(picture, face.Frame)):0.0} ms"));
        Figures.Line("decoding a PNG in its child", Figures.Text($"p50 {await DecodeAsync(file):0} ms"));
    }

    private static async Task<double> DecodeAsync(string file)
    {
        var decoder = new PictureDecoder(new PictureDecoderOptions(), TimeProvider.System);
        var times = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            var clock = Stopwatch.StartNew();
            await decoder.DecodeAsync(file, CancellationToken.None);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return Figures.Median(times.Skip(1));
    }

    private static double Median(int count, Action act)
    {
        act();
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var clock = Stopwatch.StartNew();
            act();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return Figures.Median(times);
    }
}
