"""Links in mail are the portal's own: nobody reads them, the worker writes them."""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("network", "0003_mail_link")]

    operations = [lock("network_maillink", read=[], write=[])]
