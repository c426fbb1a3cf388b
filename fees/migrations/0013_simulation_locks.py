"""Simulations are kept by those who keep the fees, and read by those who steer by them."""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("fees", "0012_simulations")]

    operations = [
        lock("fees_simulation", read=["whole", "money", "reports"], write=["whole", "money"]),
        lock(
            "fees_simulationmodel",
            read=["whole", "money", "reports"],
            write=["whole", "money"],
            keys={"simulation_id": "fees_simulation", "model_id": "fees_feemodel"},
        ),
    ]
