using System.Numerics;
using System.Text.Json;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;
using Visavis.Engine.Tests.Faces;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>The pieces that a portrait's patches are made with.</summary>
public sealed class WarpPiecesTests
{
    [Fact]
    public void Targets_AreTheRecordedOnes()
    {
        // Recorded with the mean of the two other presenters' displacements, made symmetric, and factors of its own.
        using var record = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestAssets.Folder, "faces", "testvectors", "photo_target.json")));
        var root = record.RootElement;
        var face = new FacePoints([.. root.GetProperty("landmarks").EnumerateArray().Select(p => new Vector3(p[0].GetSingle(), p[1].GetSingle(), p[2].GetSingle()))], 1);
        var target = root.GetProperty("target").EnumerateArray().Select(p => new Vector2(p[0].GetSingle(), p[1].GetSingle())).ToArray();
        var k = root.GetProperty("k");

        var moved = PortraitShape.Displaced(
            [.. face.Points.ToArray().Select(p => new Vector2(p.X, p.Y))], face.Frame, LeftOut(root.GetProperty("shape").GetString()!), new Vector2(k[0].GetSingle(), k[1].GetSingle()));

        Assert.All(moved.Zip(target), pair => Assert.InRange(Vector2.Distance(pair.First, pair.Second), 0, .02f));
    }

    [Fact]
    public void Map_OfATriangle_IsAffineInItAndTheIdentityOutside()
    {
        Vector2[] source = [new(20, 20), new(40, 20), new(20, 40)];
        Vector2[] target = [new(10, 10), new(20, 10), new(10, 20)];

        var map = WarpMap.Of(source, target, [(0, 1, 2)], new PixelRectangle(8, 8, 16, 16));

        Assert.Equal(new Vector2(24, 26), map.Source[5 * 16 + 4]);
        Assert.Equal(new Vector2(25, 27), map.At(new Vector2(12.5f, 13.5f)));
        Assert.Equal((new Vector2(23, 23), false), (map.Source[15 * 16 + 15], map.Covered[15 * 16 + 15]));
    }

    [Fact]
    public void Rings_LeaveWhatIsFarFromTheFaceWhereItIs()
    {
        var (rings, face) = (new OvalRings(TestFaces.Models.Topology), TestFaces.Models.Basis.Points("nora"));
        Vector2[] rest = [.. face.Points.ToArray().Select(p => new Vector2(p.X, p.Y))];

        var (from, to) = rings.Around(rest, [.. rest.Select(p => p + new Vector2(0, 10))]);

        var moves = from.Zip(to, (a, b) => b.Y - a.Y).ToArray();
        Assert.All(moves[468..504], move => Assert.Equal(4.5f, move, .01f));
        Assert.All(moves[504..], move => Assert.Equal(0, move));
    }

    [Fact]
    public void DonorLeftOut_DoesNotLend()
    {
        var nora = TestFaces.Presenter("nora");
        var portrait = Portrait.Of(nora, TestFaces.Models.Basis.Points("nora"), TestFaces.Models);

        Assert.Equal("nora", Donor.Nearest(AssetFolders.Avatars, portrait, TestFaces.Models).Near.Name);
        var (near, light) = Donor.Nearest(AssetFolders.Avatars, portrait, TestFaces.Models, "nora");
        Assert.DoesNotContain("nora", (string[])[near.Name, light.Name]);
    }

    [Fact]
    public void Glance_MovesIrisesOnly()
    {
        var models = TestFaces.Models;
        var portrait = Portrait.Of(TestFaces.Presenter("joe"), models.Basis.Points("joe"), models);
        var shape = PortraitShape.Of(portrait, models.Basis);

        var moved = shape.Glance("gaze_left");

        Assert.Equal(shape.Closed[..FacePoints.MeshCount].ToArray(), moved[..FacePoints.MeshCount]);
        Assert.All(Enumerable.Range(FacePoints.MeshCount, 10), i => Assert.InRange(moved[i].X - portrait.Flat[i].X, 3, 12));
    }

    private static Vector2[] LeftOut(string shape)
    {
        var (basis, mirror) = (TestFaces.Models.Basis, TestFaces.Models.Topology.Mirror);
        var nora = basis.Displacement("art_nora", shape);
        var joe = basis.Displacement("art_joe", shape);
        var mean = new Vector2[nora.Length];
        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] = (nora[i] + joe[i]) / 2;
        }
        return [.. mean.Select((own, i) => (own + mean[mirror[i]] * new Vector2(-1, 1)) / 2)];
    }
}
